// What stands in the boxes of a field, as an answer; null for what cannot be read (the server tells why).
import { isDate } from "./dates";
import { divideEven, millionths, SCALE, written } from "./fixed-point";

export interface Field {
  id: string;
  type: string;
  result?: string;
  decimals?: number;
  normalize?: string;
  parts?: string[];
  show?: unknown;
  required?: unknown;
  calculate?: unknown;
  copies?: [from: string, when: unknown][];
  fills?: [from: string, as: string, when: unknown][];
}

function text(form: HTMLFormElement, name: string): string {
  const control = form.elements.namedItem(name);
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked ? control.value : "";
  const readable =
    control instanceof RadioNodeList || control instanceof HTMLInputElement ||
    control instanceof HTMLSelectElement || control instanceof HTMLTextAreaElement;
  return readable ? control.value.normalize("NFC").replace(/\s+/g, " ").trim() : "";
}

function number(typed: string, decimals: number): bigint | null {
  let body = typed.normalize("NFKC").replace(/[ ']|(đồng|vnđ|vnd|đ|₫)$/gi, "");
  if (/^[-−]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(body)) body = body.replace(/\./g, "");
  else if (decimals === 0 && /^[-−]?[1-9]\d{0,2}(,\d{3})+$/.test(body)) body = body.replace(/,/g, "");
  body = body.replace("−", "-").replace(",", ".");
  const rest = body.replace(/^[^.]*\.?/, "").replace(/0+$/, "");
  return rest.length > decimals ? null : millionths(body);
}

function date(day: string, month: string, year: string, partial: boolean): string | null {
  const parts = [year, month && month.padStart(2, "0"), day && day.padStart(2, "0")].filter(Boolean);
  const whole = year && (month || !day) && (partial || parts.length === 3);
  const value = parts.join("-");
  return whole && isDate(value) ? value : null;
}

/** The answer of a field that is an input of the form. */
export function read(form: HTMLFormElement, field: Field): unknown {
  const box = (part: string): string => text(form, `${field.id}-${part}`);
  const typed = text(form, field.id);
  switch (field.type) {
    case "yesno":
      return typed === "yes" ? true : typed === "no" ? false : null;
    case "declaration":
      return typed === "yes" || null;
    case "number":
      return number(typed, field.decimals ?? 0);
    case "money":
      return number(typed, 0);
    case "date":
    case "partial_date":
      return date(box("day"), box("month"), box("year"), field.type === "partial_date");
    case "address":
      return Object.fromEntries(field.parts!.map((part) => [part, box(part)]));
    case "citizen_id":
    case "phone": {
      const digits = typed.replace(/[ .-]/g, "");
      return /^\d{10,12}$/.test(digits) ? digits : null;
    }
    case "rows":
      // A list; expressions can only ask whether anything stands in it.
      return [...new FormData(form)].filter(
        ([name, value]) => name.startsWith(`${field.id}-`) && name !== `${field.id}-rows` && value,
      );
    default:
      return (field.normalize === "upper" ? typed.toUpperCase() : typed) || null;
  }
}

/** A calculated answer, or null when it is not what the field gives; the twin of rules/calculating.py. */
export function calculated(field: Field, value: unknown): unknown {
  if (field.result === "date") {
    const text = typeof value === "bigint" ? written(value).padStart(4, "0") : value;
    return typeof text === "string" && isDate(text) ? text : null;
  }
  if (field.result === "text") return typeof value === "string" ? value : null;
  if (typeof value !== "bigint") return null;
  return field.result === "money" ? divideEven(value, SCALE) * SCALE : value;
}

/** A calculated answer for human eyes. */
export function shown(field: Field, value: unknown): string {
  if (typeof value === "bigint") {
    const [whole, rest] = written(value).split(".") as [string, string?];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".") + (rest ? `,${rest}` : "");
    return field.result === "money" ? `${grouped} đồng` : grouped;
  }
  if (typeof value !== "string") return "";
  return field.result === "date" ? value.split("-").reverse().join("/") : value;
}
