// Offers the first texts of a list as buttons below the box, as many as the page says: one tap instead of twenty
// letters. A long list, and a browser without scripts, keep the list that opens while typing.
import { all, announce, element } from "../shared/dom";

function chip(box: HTMLInputElement, text: string): HTMLButtonElement {
  const button = element("button", "chip", text) as HTMLButtonElement;
  button.type = "button";
  button.addEventListener("click", () => {
    box.value = text;
    announce(box);
  });
  return button;
}

export function enableSuggestions(): void {
  for (const box of all<HTMLInputElement>("input[data-suggests]")) {
    const texts = [...(box.list?.options ?? [])].map((option) => option.value);
    if (texts.length === 0) continue;
    const most = Number(box.dataset.suggests);
    const chips = element("div", "chips");
    chips.append(...texts.slice(0, most).map((text) => chip(box, text)));
    box.after(chips);
    // The same texts twice would only be in the way.
    if (texts.length <= most) box.removeAttribute("list");
  }
}
