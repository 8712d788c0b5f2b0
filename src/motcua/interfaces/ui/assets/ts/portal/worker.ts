// Starts the service worker once the page stands, so that it takes nothing from the first load.

export function startWorker(): void {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch((problem: unknown) => {
      // Without it the pages work as before; the console tells whoever looks.
      console.warn("service worker", problem);
    });
  });
}
