// What an officer wrote survives a session that ended meanwhile. A sent form is kept in the tab until the next page
// of the counter: when that is the same page without an answer (the login came between), the words are put back.
// Passwords and PINs are never kept, and nobody else who logs in sees the words.
import { type Control, ticks } from "../shared/dom";

const KEY = "motcua-form";

type Kept = { path: string; who: string; values: [string, string][] };

function who(): string {
  return document.querySelector(".bar__officer")?.textContent?.trim() ?? "";
}

function controls(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter(
    (node): node is Control => "name" in node && !!node.name && !/^(hidden|password|file|submit)$/.test((node as Control).type),
  );
}

function put(form: HTMLFormElement, values: [string, string][]): boolean {
  let changed = false;
  for (const control of controls(form)) {
    const said = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (ticks(control)) {
      const wanted = said.includes(control.value);
      changed ||= wanted !== control.checked;
      control.checked = wanted;
    } else if (said[0] !== undefined && said[0] !== control.value) {
      control.value = said[0];
      changed = true;
    }
  }
  return changed;
}

function restore(): void {
  const text = sessionStorage.getItem(KEY);
  if (!text || location.pathname.startsWith("/can-bo/")) return;
  sessionStorage.removeItem(KEY);
  const kept = JSON.parse(text) as Kept;
  const form = document.querySelector<HTMLFormElement>("main form[method=post]");
  const answered = document.querySelector("[data-error-summary], main [role=alert]");
  if (!form || answered || kept.path !== location.pathname || kept.who !== who()) return;
  if (!put(form, kept.values)) return;
  const line = document.createElement("p");
  line.className = "status-line";
  line.setAttribute("role", "status");
  form.before(line);
  line.textContent = "Nội dung ông/bà ghi trước khi đăng nhập lại đã được giữ nguyên. Xem lại rồi gửi.";
}

export function keepForms(): void {
  restore();
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    // A page that comes back to itself with its buttons, and a button that only draws the page anew, keep nothing.
    const passing = form.dataset.keep === "no" || /^(them|ve-lai)/.test((event.submitter as HTMLButtonElement | null)?.value ?? "");
    if (form.method !== "post" || passing || !form.closest("main") || location.pathname.startsWith("/can-bo/")) return;
    const values = controls(form)
      .filter((control) => !ticks(control) || control.checked)
      .map((control): [string, string] => [control.name, control.value]);
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, who: who(), values } satisfies Kept));
  });
}
