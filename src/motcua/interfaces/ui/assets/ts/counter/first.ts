// A form with data-first-empty begins at the first box that has to be filled in and is not; with none, at the button
// that sends it, so that Enter is enough. Where something was wrong, the summary of it goes first.

export function beginAtFirstEmpty(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-first-empty]");
  if (!form || document.querySelector("[data-error-summary]")) return;
  const empty = Array.from(form.querySelectorAll<HTMLElement>("[data-field]")).find((field) => {
    if (field.getClientRects().length === 0 || field.querySelector(".optional")) return false;
    const boxes = Array.from(field.querySelectorAll<HTMLInputElement>("input:not([type=file]):not([type=hidden]), select, textarea"));
    const radios = boxes.filter((box) => box.type === "radio" || box.type === "checkbox");
    if (radios.length > 0) return !radios.some((box) => box.checked);
    return boxes.some((box) => !box.value);
  });
  const target = empty?.querySelector<HTMLElement>("input, select, textarea") ?? form.querySelector<HTMLElement>("[data-after-fields]");
  target?.focus();
}
