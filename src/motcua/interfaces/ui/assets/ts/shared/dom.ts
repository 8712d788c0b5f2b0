// Small typed access to the document, shared by both bundles.

export function all<T extends Element>(selector: string, root: ParentNode = document): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

/** Focus the error summary where the browser ignores `autofocus` on a non-control. */
export function focusErrorSummary(): void {
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  if (summary && document.activeElement !== summary) summary.focus();
}
