// The boxes for papers: sent in the background where the page says to what address, else with the form.
import { all } from "../shared/dom";
import { BackgroundBox, guard, type Desk } from "./background";
import { HoldingBox } from "./hold";
import { Vault } from "./vault";

function boxes(): [HTMLInputElement, HTMLElement][] {
  return all<HTMLElement>("[data-upload]").flatMap((box) => {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    const list = box.querySelector<HTMLElement>("[data-upload-list]");
    return input && list ? [[input, list]] : [];
  });
}

async function send(form: HTMLFormElement): Promise<void> {
  const { sendTo, draft, keepKey } = form.dataset;
  const desk: Desk = { form, to: sendTo!, vault: null, pressed: false };
  const made = boxes().map(([input, list]) => new BackgroundBox(desk, input, list));
  guard(desk, made);
  desk.vault = await Vault.open(draft!, keepKey!);
  const waiting = await desk.vault?.waiting().catch(() => []);
  for (const one of waiting ?? []) made.find((box) => box.input.name === one.component)?.take(one);
}

// Files go with the form or beside choosing: nobody has to send them first.
document.querySelector("[name=stay]")?.remove();
const form = document.querySelector<HTMLFormElement>("form[data-send-to]");
if (form) void send(form);
else boxes().forEach(([input, list]) => new HoldingBox(input, list));
