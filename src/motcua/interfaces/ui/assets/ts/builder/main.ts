// Comfort for the form builder: the preview follows what is typed, and lists that depend on a choice are redrawn at
// once. Without scripts the buttons of the page do both.
import { all } from "../shared/dom";

const PAUSE_MS = 700;

/** Send the page's boxes to the preview. `submit()` fires no event: nothing is saved, guarded or kept by it. */
function preview(form: HTMLFormElement): void {
  const { action, target } = form;
  form.action = form.dataset.preview ?? action;
  form.target = "xem-thu";
  HTMLFormElement.prototype.submit.call(form);
  form.action = action;
  form.target = target;
}

function follow(form: HTMLFormElement): void {
  let waiting = 0;
  const later = (): void => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => preview(form), PAUSE_MS);
  };
  form.addEventListener("input", later);
  form.querySelector("[data-preview-button]")?.addEventListener("click", (event) => {
    event.preventDefault();
    preview(form);
  });
}

/** Ask for the page as it would look with this choice, and take the one part of it that hangs on the choice. */
async function redraw(form: HTMLFormElement, part: string): Promise<void> {
  const boxes = new FormData(form);
  boxes.set("do", "ve-lai");
  const answer = await fetch(form.action, { method: "POST", body: boxes, credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = document.getElementById(part);
  const next = fresh.getElementById(part);
  if (!there || !next) return;
  const name = (document.activeElement as HTMLInputElement | null)?.name;
  there.replaceWith(next);
  if (name) next.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}

/** Draw the whole page anew: another kind of field has other properties. Nothing is saved. */
function redrawAll(form: HTMLFormElement): void {
  const button = document.createElement("input");
  Object.assign(button, { type: "hidden", name: "do", value: "ve-lai" });
  form.append(button);
  HTMLFormElement.prototype.submit.call(form);
}

document.addEventListener("change", (event) => {
  const control = event.target as HTMLElement;
  const part = control.dataset?.redraw;
  const form = control.closest("form");
  if (!part || !form) return;
  if (part === "type") redrawAll(form);
  else void redraw(form, part);
});

for (const form of all<HTMLFormElement>("form[data-preview]")) follow(form);
