// A button with formtarget shows a preview in a frame of the page. It does nothing that could be done twice, so
// the guard against double presses never hears of it: the real button works at once afterwards.

export function allowPreviews(): void {
  document.addEventListener(
    "submit",
    (event) => {
      if (event.submitter?.hasAttribute("formtarget")) event.stopPropagation();
    },
    true,
  );
}
