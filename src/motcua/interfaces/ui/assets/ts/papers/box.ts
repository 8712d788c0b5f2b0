// A box for papers that prepares files and sends them at once, in the background, while the person goes on choosing.
import { element } from "../shared/dom";
import { told } from "../shared/told";
import { Item, type Desk, type Home } from "./item";
import { dress } from "./parts";
import { lighten } from "./photo";
import type { Kept } from "./vault";

export class Box implements Home {
  readonly items: Item[] = [];
  /** All files chosen so far are prepared. */
  prepared: Promise<unknown> = Promise.resolve();
  private readonly field: HTMLElement;

  constructor(readonly desk: Desk, readonly input: HTMLInputElement, private readonly list: HTMLElement) {
    this.field = list.closest<HTMLElement>("[data-field]")!;
    dress(input);
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files ?? []);
      input.value = "";
      for (const file of chosen) this.take({ id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, file, component: input.name, url: "", doubt: "" });
    });
  }

  get preparing(): boolean {
    return this.list.querySelector(".muted.files__item") !== null;
  }

  /** Make a file light, keep it, and send it. */
  take(one: Kept): void {
    const waiting = element("li", "files__item muted", told`Đang chuẩn bị ${one.file.name}…`);
    this.list.append(waiting);
    this.prepared = Promise.all([this.prepared, this.prepare(one, waiting)]);
  }

  /** Go on with a file that waited on the telephone: as the very same bytes. */
  goOn(one: Kept): void {
    this.field.querySelector(`[data-coming="${one.url}"]`)?.remove();
    const item = new Item(this, one, true);
    this.items.push(item);
    this.list.append(item.element);
  }

  private async prepare(one: Kept, waiting: HTMLElement): Promise<void> {
    const ready = { ...one, ...(await lighten(one.file)) };
    const kept = (await this.desk.vault?.keep(ready).catch(() => false)) ?? false;
    const item = new Item(this, ready, kept);
    this.items.push(item);
    waiting.replaceWith(item.element);
  }

  laid(list: string): void {
    this.field.querySelector("[data-laid]")!.innerHTML = list;
  }

  gone(): void {
    this.input.focus();
  }

  retake(): void {
    this.input.click();
  }
}
