// Holds a form back while it must wait for files, and says so: until all are there, or, where the person may go
// ahead of them, until each lies safely on the telephone. What was refused or is doubted is looked at before it goes on.
import { element } from "../shared/dom";
import { told } from "../shared/told";
import type { Item } from "./item";

export interface Wait {
  form: HTMLFormElement;
  items(): Item[];
  /** All that was chosen is prepared; null when nothing is being prepared. */
  preparing(): Promise<unknown> | null;
  /** The files come even when the page is left: whoever leaves goes. */
  keeps(): boolean;
  /** The form may go ahead of its files, too. */
  ahead: boolean;
  said: string;
  /** Asked when all have come: whether the form may go now. */
  mayGo?(): Promise<boolean>;
}

// The buttons that send the form on; the others (later, take out, turn) leave the page or come back to it.
const FORWARD = ["", "send", "stay"];

export function guard(wait: Wait): void {
  const { form } = wait;
  const said = element("p", "files__waiting");
  said.setAttribute("role", "status");
  form.append(said);
  const read = new Set<Item>();
  let waiting = false;
  /** Bring the first item that was not looked at before the eyes; the next press goes on. */
  const points = (items: Item[], words: string): boolean => {
    const fresh = items.filter((item) => !read.has(item) && item.element.isConnected);
    fresh.forEach((item) => read.add(item));
    fresh[0]?.point();
    said.textContent = fresh.length > 0 ? words : "";
    return fresh.length > 0;
  };
  const settle = async (submitter: HTMLElement | null): Promise<void> => {
    await wait.preparing();
    const items = wait.items();
    const unread = items.some((item) => item.doubted && !read.has(item));
    if (!unread) {
      await Promise.all(items.map((item) => item.goOn()));
      await Promise.all(items.map((item) => (wait.ahead && wait.keeps() ? item.ready : item.done)));
    }
    said.textContent = "";
    waiting = false;
    if (unread || !wait.mayGo || (await wait.mayGo())) form.requestSubmit(submitter);
  };
  form.addEventListener("submit", (event) => {
    const items = wait.items();
    const submitter = event.submitter as HTMLButtonElement | null;
    if (items.some((item) => item.loggedOut)) {
      if (wait.keeps()) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: "1" }));
      return;
    }
    if (wait.keeps() && !FORWARD.includes(submitter?.name ?? "")) return;
    const preparing = wait.preparing();
    const free = (item: Item): boolean => !item.doubted && (wait.ahead && wait.keeps() ? item.mayBeLeft() : item.settled);
    if (!preparing && points(items.filter((item) => item.refused), "")) return event.preventDefault();
    if (!preparing && points(items.filter((item) => item.doubted), told`Ông/bà xem ảnh này. Đọc được chữ thì bấm lần nữa để gửi.`)) return event.preventDefault();
    if (!preparing && items.every(free)) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    said.textContent = preparing ? told`Đang chuẩn bị ảnh. Xong sẽ tự sang bước tiếp theo.` : wait.said;
    void settle(submitter);
  });
}
