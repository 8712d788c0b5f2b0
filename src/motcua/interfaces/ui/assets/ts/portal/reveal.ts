// Hides a field of a form while it does not apply, by the condition its wrapper carries (data-show-when: an
// expression of the form definition; data-known: answers of other pages). Without this the field is simply
// there. A condition that this script cannot read leaves the field alone; the server decides in any case.
import { all } from "./../shared/dom";

type Value = string | boolean | number | null;
type Expression = unknown;

class Unreadable extends Error {}

function answer(form: HTMLFormElement, name: string, known: Record<string, Value>): Value {
  if (name in known) return known[name] ?? null;
  const control = form.elements.namedItem(name);
  if (control instanceof RadioNodeList || control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
    const radio = control instanceof RadioNodeList || control.type !== "checkbox";
    const text = radio ? control.value : (control as HTMLInputElement).checked ? "yes" : "";
    return text === "" ? null : text === "yes" ? true : text === "no" ? false : text;
  }
  throw new Unreadable(name);
}

function evaluate(expression: Expression, look: (name: string) => Value): Value {
  if (expression === null || typeof expression !== "object") return expression as Value;
  const [[operator, given]] = Object.entries(expression) as [[string, unknown]];
  if (operator === "field") return look(given as string);
  const parts = (Array.isArray(given) ? given : [given]) as Expression[];
  const value = (index: number): Value => evaluate(parts[index], look);
  switch (operator) {
    case "and": return parts.every((part) => evaluate(part, look) === true);
    case "or": return parts.some((part) => evaluate(part, look) === true);
    case "not": return value(0) !== true;
    case "answered": return value(0) !== null;
    case "eq": return value(0) === value(1);
    case "ne": return value(0) !== null && value(1) !== null && value(0) !== value(1);
    case "in": return value(0) !== null && (parts[1] as Value[]).includes(value(0));
    default: throw new Unreadable(operator);
  }
}

function settle(form: HTMLFormElement, holder: HTMLElement): void {
  try {
    const known = JSON.parse(holder.dataset.known ?? "{}") as Record<string, Value>;
    const shown = evaluate(JSON.parse(holder.dataset.showWhen!), (name) => answer(form, name, known));
    const failed = holder.querySelector(".field--error") !== null;
    holder.hidden = shown !== true && !failed;
  } catch (problem) {
    if (!(problem instanceof Unreadable)) throw problem;
    holder.hidden = false;
  }
}

export function enableReveal(): void {
  for (const form of all<HTMLFormElement>("form")) {
    const holders = all<HTMLElement>("[data-show-when]", form);
    if (holders.length === 0) continue;
    const settleAll = (): void => holders.forEach((holder) => settle(form, holder));
    form.addEventListener("change", settleAll);
    window.addEventListener("pageshow", settleAll);
    settleAll();
  }
}
