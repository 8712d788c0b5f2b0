// Goes on sending, on the pages that follow, what was left on its way at the papers. The page shows what has come as
// soon as it is there; handing in waits for the rest.
import { all, element } from "../shared/dom";
import { told } from "../shared/told";
import { guard } from "./guard";
import { Item, type Home } from "./item";
import { Vault } from "./vault";

/** Draw anew the parts of the page that a file changes. */
async function refresh(from: string | undefined): Promise<void> {
  if (!from) return;
  const answer = await fetch(from, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of all<HTMLElement>("[data-fresh]", page)) document.getElementById(part.id)?.replaceChildren(...part.childNodes);
}

export async function carry(holder: HTMLElement): Promise<void> {
  const { draft, keepKey, sendTo, freshFrom, count } = holder.dataset;
  const vault = await Vault.open(draft!, keepKey!);
  const waiting = (await vault?.waiting().catch(() => [])) ?? [];
  if (waiting.length === 0) return;
  const said = holder.querySelector<HTMLElement>("[data-said]")!;
  const concerns = document.querySelector<HTMLElement>("[data-concerns]");
  // What stood there when the person pressed.
  let seen = concerns?.textContent;
  let drawn: Promise<void> = Promise.resolve();
  const tell = (): void => {
    const left = items.filter((item) => !item.settled).length;
    if (left > 0) said.textContent = told`Đang gửi nốt ${String(left)} tệp. Ông/bà cứ làm tiếp.`;
    else if (!items.some((item) => item.refused || item.loggedOut)) said.textContent = told`Các tệp đã gửi xong.`;
  };
  const change = (): void => {
    drawn = drawn.then(() => refresh(freshFrom)).catch(() => undefined);
  };
  const home: Home = { desk: { holder, to: sendTo!, vault }, laid: change, gone: change };
  const items = waiting.map((one) => new Item(home, one, true));
  const list = element("ul", "files");
  list.append(...items.map((item) => item.element));
  said.after(list);
  // What another telephone sends is still told as the server told it.
  if (Number(count) <= items.length) holder.querySelector("[data-elsewhere]")?.remove();
  items.forEach((item) => void item.done.then(tell));
  tell();
  const form = document.querySelector<HTMLFormElement>("form[data-awaits-papers]");
  if (!form) return;
  form.addEventListener("submit", () => (seen = concerns?.textContent), true);
  guard({
    form, items: () => items, preparing: () => null, keeps: () => true, ahead: false,
    said: told`Đang gửi nốt tệp. Gửi xong sẽ tự nộp.`,
    mayGo: async () => {
      await drawn;
      if (items.some((item) => item.refused || item.loggedOut) || concerns?.textContent === seen) return true;
      if (!concerns) return true;
      seen = concerns.textContent;
      concerns.tabIndex = -1;
      concerns.focus();
      return false;
    },
  });
}
