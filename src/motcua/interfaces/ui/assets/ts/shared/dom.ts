// Small typed access to the document, shared by all bundles.

export function all<T extends Element>(selector: string, root: ParentNode = document): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Whether a control is ticked rather than filled in. */
export function ticks(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
}

/** Let everything that follows a control know that it changed. */
export function announce(control: Element): void {
  control.dispatchEvent(new Event("input", { bubbles: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What a request in the name of this form has to carry. */
export function csrfToken(form: HTMLElement): string {
  return form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
}

export function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** Focus the error summary where the browser ignores `autofocus` on a non-control. */
export function focusErrorSummary(): void {
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  if (summary && document.activeElement !== summary) summary.focus();
}
