// A second press on "send" within a few seconds does nothing. The button is never disabled, so its
// name and value are still sent, and the form works the same when the page comes back from the cache.

const PAUSE_MS = 8000;

export function guardDoubleSubmit(): void {
  const sent = new Map<HTMLFormElement, number>();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post" || event.defaultPrevented) return;
    const before = sent.get(form);
    if (before !== undefined && event.timeStamp - before < PAUSE_MS) {
      event.preventDefault();
      return;
    }
    sent.set(form, event.timeStamp);
    event.submitter?.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of sent.keys()) {
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
    sent.clear();
  });
}
