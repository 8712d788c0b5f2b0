// A page of a form follows what is typed: fields come and go, optional ones turn required, calculated values renew
// themselves. The form carries its rules (data-live-rules); without this script every field is simply there. The
// server decides in any case.
import { all, element } from "../shared/dom";
import { told } from "../shared/told";
import { type Answers, evaluate, holds, isAnswered } from "./expressions";
import { millionths } from "./fixed-point";
import { calculated, type Field, read, shown } from "./reading";

interface Rules {
  today: string;
  known: Record<string, unknown>;
  fields: Field[];
}

/** JSON cannot carry a decimal exactly, so it comes as {"$number": "2.5"}. */
function revive(_: string, part: unknown): unknown {
  const number = typeof part === "object" && part !== null && "$number" in part ? part.$number : null;
  return typeof number === "string" ? millionths(number) : part;
}

function borrowed(field: Field, answers: Answers, today: string): unknown {
  for (const [from, as, when] of field.fills ?? []) {
    const value = answers.get(from);
    if (!holds(when, answers, today)) continue;
    if (as === "same" && isAnswered(value)) return value;
    if (as === "same" || typeof value !== "string" || !/^\d{12}$/.test(value)) continue;
    const century = Number(value[3]);
    if (as === "sex") return century % 2 ? "female" : "male";
    return `${19 + Math.floor(century / 2)}${value.slice(4, 6)}`;
  }
  return null;
}

class Live {
  constructor(private readonly form: HTMLFormElement, private readonly rules: Rules) {}

  /** Fields come in the order of what they depend on; what is not shown counts as unanswered. */
  settle(): void {
    const answers = new Map(Object.entries(this.rules.known));
    for (const field of this.rules.fields) {
      const { today } = this.rules;
      let applies = holds(field.show ?? true, answers, today);
      const copy = applies && field.copies?.find(([from, when]) => isAnswered(answers.get(from)) && holds(when, answers, today));
      let value: unknown = null;
      if (copy) [value, applies] = [answers.get(copy[0]), false];
      else if (applies && "calculate" in field) value = calculated(field, evaluate(field.calculate, answers, today));
      else if (applies) {
        value = read(this.form, field);
        if (!isAnswered(value)) value = borrowed(field, answers, today);
      }
      if (isAnswered(value)) answers.set(field.id, value);
      this.draw(field, applies, value);
    }
    // What is required hangs on the answers of the whole page.
    for (const field of this.rules.fields) if ("required" in field) this.mark(field, holds(field.required, answers, this.rules.today));
  }

  private holder(field: Field): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`[data-live="${field.id}"]`);
  }

  private draw(field: Field, applies: boolean, value: unknown): void {
    const holder = this.holder(field);
    if (!holder) return;
    const output = holder.querySelector("output");
    if (output && "calculate" in field) {
      const text = shown(field, value);
      if (output.textContent !== text) output.textContent = text;
      holder.hidden = !text;
    } else holder.hidden = !applies && holder.querySelector(".field--error") === null;
  }

  private mark(field: Field, required: boolean): void {
    const label = this.holder(field)?.querySelector<HTMLElement>(".label");
    if (!label) return;
    let mark = label.querySelector<HTMLElement>(".optional");
    if (!mark) {
      mark = element("span", "optional", told`(không bắt buộc)`);
      label.append(" ", mark);
    }
    mark.hidden = required || label.closest(".field--error") !== null;
  }
}

for (const form of all<HTMLFormElement>("form[data-live-rules]")) {
  const live = new Live(form, JSON.parse(form.dataset.liveRules!, revive) as Rules);
  const settle = (): void => live.settle();
  form.addEventListener("input", settle);
  form.addEventListener("change", settle);
  window.addEventListener("pageshow", settle);
  settle();
}
