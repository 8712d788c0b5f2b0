// The regular expressions of `matches`, the twin of blocks/forms/rules/patterns.py: both refuse what the other refuses.

const ESCAPED = String.raw`\\[\^$\\.*+?()\[\]{}|\/]`;
const MEMBER = String.raw`(?:[^\[\]\\^&~|\-]|\\[\^$\\.*+?()\[\]{}|\/\-])`;
const TOKEN = new RegExp(
  String.raw`(${ESCAPED}|\[\^?(?:${MEMBER}(?:-${MEMBER})?)+-?\]|[^\^$\\*+?()\[\]{}|])` +
    String.raw`|(\((?:\?:)?)|(\))|(\|)|([*+?]|\{[0-9]{1,3}(?:,[0-9]{0,3})?\})`,
  "uy",
);
const known = new Map<string, RegExp | null>();

/** How many lengths a repetition may have. */
function lengths(repeat: string): number {
  if (repeat === "?") return 2;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(repeat) ?? [];
  if (!least || (comma && !most)) return 1000;
  return comma ? Number(most) - Number(least) + 1 : 1;
}

function isAccepted(text: string): boolean {
  const groups = [false]; // whether an open group holds what varies
  let last: "" | "fixed" | "varied" = "";
  let ways = 1;
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const token = TOKEN.exec(text);
    if (!token) return false;
    const [, atom, open, close, or, repeat] = token;
    if (atom) last = "fixed";
    else if (open || or) {
      if (open) groups.push(false);
      else {
        groups[groups.length - 1] = true;
        ways *= 2;
      }
      last = "";
    } else if (close) {
      if (groups.length === 1) return false;
      const varied = groups.pop()!;
      groups[groups.length - 1] ||= varied;
      last = varied ? "varied" : "fixed";
    } else {
      if (!last || (last === "varied" && !/^(\?|\{0\}|\{1\}|\{0,1\})$/.test(repeat!))) return false;
      last = "";
      const own = lengths(repeat!);
      ways *= own;
      groups[groups.length - 1] ||= own !== 1;
    }
  }
  return [...text].length <= 200 && groups.length === 1 && ways <= 1e6;
}

function compiled(text: string): RegExp | null {
  try {
    return isAccepted(text) ? new RegExp(`^(?:${text})$`, "su") : null;
  } catch {
    return null; // a range or a repetition that ends before it begins
  }
}

/** Whether the whole of a text has the form; false for anything that is no text or no pattern. */
export function matches(text: unknown, form: unknown): boolean {
  if (typeof text !== "string" || typeof form !== "string" || [...text].length > 1000) return false;
  if (!known.has(form)) known.set(form, compiled(form));
  return known.get(form)?.test(text) ?? false;
}
