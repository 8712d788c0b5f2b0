// The boxes for papers: sent in the background where the page says to what address, else with the form. On the pages
// that follow, what is still on its way goes on.
import { all } from "../shared/dom";
import { told } from "../shared/told";
import { Box } from "./box";
import { carry } from "./carry";
import { guard } from "./guard";
import { HoldingBox } from "./hold";
import type { Desk } from "./item";
import { prepareBench } from "./photo";
import { Vault } from "./vault";

function boxes(): [HTMLInputElement, HTMLElement][] {
  return all<HTMLElement>("[data-upload]").flatMap((box) => {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    const list = box.querySelector<HTMLElement>("[data-upload-list]");
    return input && list ? [[input, list]] : [];
  });
}

async function send(form: HTMLFormElement): Promise<void> {
  const { sendTo, draft, keepKey, ahead } = form.dataset;
  const desk: Desk = { holder: form, to: sendTo!, vault: null };
  const made = boxes().map(([input, list]) => new Box(desk, input, list));
  guard({
    form,
    items: () => made.flatMap((box) => box.items),
    preparing: () => (made.some((box) => box.preparing) ? Promise.all(made.map((box) => box.prepared)) : null),
    keeps: () => desk.vault !== null,
    ahead: ahead !== undefined,
    said: told`Đang gửi nốt tệp. Gửi xong sẽ tự sang bước tiếp theo.`,
  });
  desk.vault = await Vault.open(draft!, keepKey!);
  const waiting = await desk.vault?.waiting().catch(() => []);
  for (const one of waiting ?? []) made.find((box) => box.input.name === one.component)?.goOn(one);
}

if (document.querySelector("[data-upload]")) prepareBench();
// Files go with the form or beside choosing: nobody has to send them first.
document.querySelector("[name=stay]")?.remove();
const form = document.querySelector<HTMLFormElement>("form[data-send-to]");
const holder = document.querySelector<HTMLElement>("[data-carry]");
if (form) void send(form);
else if (holder) void carry(holder);
else boxes().forEach(([input, list]) => new HoldingBox(input, list));
