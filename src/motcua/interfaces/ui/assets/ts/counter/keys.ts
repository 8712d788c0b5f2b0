// Keyboard of the counter. The five moves can be given other keys by the page:
//   <body data-keys="next=n previous=p select=c search=s help=h">
// A button or link with data-key="a" is pressed by that key. Single-letter keys rest while someone types.

type Move = "next" | "previous" | "select" | "search" | "help" | "open" | "all" | "bulk";

const DEFAULTS: Record<Move, string> = { next: "j", previous: "k", select: "x", search: "/", help: "?", open: "Enter", all: "X", bulk: "." };

function bindings(): Record<Move, string> {
  const keys = { ...DEFAULTS };
  for (const pair of (document.body.dataset.keys ?? "").split(/\s+/)) {
    const [move, key] = pair.split("=");
    if (move && key && move in keys) keys[move as Move] = key;
  }
  return keys;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|file)$/.test(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function visible(node: HTMLElement): boolean {
  return node.getClientRects().length > 0;
}

function rows(): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>("[data-rows] [data-row]")).filter(visible);
}

function current(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-row]");
  return focused ?? document.querySelector<HTMLElement>("[data-row][data-focus]");
}

function mark(row: HTMLElement | null): void {
  for (const other of document.querySelectorAll("[data-row][data-focus]")) {
    if (other !== row) other.removeAttribute("data-focus");
  }
  row?.setAttribute("data-focus", "");
}

function step(by: 1 | -1): void {
  const list = rows();
  if (list.length === 0) return;
  const at = current();
  const from = at ? list.indexOf(at) : by > 0 ? -1 : list.length;
  const row = list[Math.min(list.length - 1, Math.max(0, from + by))]!;
  const target = row.querySelector<HTMLElement>("[data-open]") ?? row.querySelector<HTMLElement>("a, button, input");
  target?.focus();
  mark(row);
  row.scrollIntoView({ block: "nearest" });
}

function openHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>("[data-key-help]");
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector("[data-key-list]");
  for (const old of dialog.querySelectorAll("[data-key-extra]")) old.remove();
  for (const action of document.querySelectorAll<HTMLElement>("[data-key]")) {
    if (!visible(action)) continue;
    const line = document.createElement("div");
    line.dataset.keyExtra = "";
    const key = document.createElement("kbd");
    key.className = "key";
    key.textContent = action.dataset.key === " " ? "Cách" : action.dataset.key!;
    const term = document.createElement("dt");
    term.append(key);
    const text = document.createElement("dd");
    const words = action.cloneNode(true) as HTMLElement;
    for (const hint of words.querySelectorAll("kbd")) hint.remove();
    text.textContent = (action.getAttribute("aria-label") ?? words.textContent ?? "").trim();
    line.append(term, text);
    list?.append(line);
  }
  for (const label of dialog.querySelectorAll<HTMLElement>("[data-key-name]")) {
    label.textContent = bindings()[label.dataset.keyName as Move] ?? label.textContent;
  }
  dialog.showModal();
}

const MOVES: Record<Move, () => boolean> = {
  next: () => (step(1), true),
  previous: () => (step(-1), true),
  help: () => (openHelp(), true),
  search: () => {
    const box = Array.from(document.querySelectorAll<HTMLInputElement>("[data-search]")).find(visible);
    box?.focus();
    box?.select();
    return box !== undefined;
  },
  select: () => {
    const box = current()?.querySelector<HTMLInputElement>("input[type=checkbox]");
    box?.click();
    return box !== undefined && box !== null;
  },
  all: () => {
    const boxes = rows().flatMap((row) => Array.from(row.querySelectorAll<HTMLInputElement>("input[type=checkbox]")));
    const wanted = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = wanted;
    return boxes.length > 0;
  },
  bulk: () => {
    const first = document.querySelector<HTMLElement>("button[data-bulk], [data-bulk] input");
    first?.focus();
    return first !== null;
  },
  open: () => {
    // A focused link, button or box keeps its own Enter.
    const active = document.activeElement;
    if (active && active !== document.body && active.matches("a, button, input, select, textarea, summary")) return false;
    const link = current()?.querySelector<HTMLElement>("[data-open]");
    link?.click();
    return link !== undefined && link !== null;
  },
};

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (typing(event.target)) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  // A focused button keeps its own space bar.
  if (event.key === " " && (event.target as Element).closest("button, summary, input")) return;
  // Escape leaves the page of an act as its way back does.
  const key = event.key === "Escape" && document.querySelector("main form [data-key='0']") ? "0" : event.key;
  const keys = bindings();
  const move = (Object.keys(keys) as Move[]).find((name) => keys[name] === key);
  if (move) {
    if (MOVES[move]()) event.preventDefault();
    return;
  }
  const action = Array.from(document.querySelectorAll<HTMLElement>("[data-key]")).find(
    (node) => node.dataset.key === key && visible(node) && !node.hasAttribute("disabled"),
  );
  if (action) {
    event.preventDefault();
    action.focus();
    action.click();
  }
}

export function enableKeys(): void {
  document.addEventListener("keydown", press);
  document.addEventListener("focusin", (event) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-row]");
    if (row) mark(row);
  });
}
