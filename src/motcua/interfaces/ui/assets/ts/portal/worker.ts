// Starts the service worker in the installed app only, once the page stands. In a browser's tab it would cost a
// cheap phone half a second at every page and give little.

export function startWorker(): void {
  if (!("serviceWorker" in navigator) || !matchMedia("(display-mode: standalone)").matches) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch((problem: unknown) => {
      // Without it the pages work as before; the console tells whoever looks.
      console.warn("service worker", problem);
    });
  });
}
