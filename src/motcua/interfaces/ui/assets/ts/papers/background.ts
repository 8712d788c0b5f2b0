// A box that sends its files at once, in the background, while the person goes on choosing. A photo that may be
// hard to read waits for a word. The form waits for what is on its way; a fault is told at the file.
import { csrfToken, element } from "../shared/dom";
import { told } from "../shared/told";
import { button, described, dress, thumbnail } from "./parts";
import { lighten, type Photo } from "./photo";
import { LoggedOut, Refused, Sending } from "./send";
import type { Kept, Vault } from "./vault";

export interface Desk {
  form: HTMLFormElement;
  to: string;
  vault: Vault | null;
  /** The person pressed on: nothing waits for a word any more. */
  pressed: boolean;
}

const SAID = {
  queued: told`Chờ gửi`,
  sending: told`Đang gửi…`,
  cut: told`Mất mạng. Có mạng lại sẽ tự gửi tiếp từ chỗ dở.`,
  loggedOut: told`Phiên đăng nhập đã hết. Bấm Tiếp tục để đăng nhập lại, tệp sẽ tự gửi tiếp.`,
  loggedOutKept: told`Phiên đăng nhập đã hết. Ông/bà đăng nhập lại rồi chọn lại tệp này.`,
};
// One file at a time: on a slow line the first is then there soonest, and a cheap telephone draws one photo at once.
let line: Promise<void> = Promise.resolve();
let bench: Promise<Photo | void> = Promise.resolve();

class Item {
  readonly element = element("li", "files__item");
  settled = false;
  refused = false;
  loggedOut = false;
  private sending: Sending | null = null;
  private release: () => void = () => undefined;
  private readonly told = element("span", "files__state");
  private readonly bar = document.createElement("progress");

  constructor(private readonly box: BackgroundBox, readonly id: string, private photo: Photo, private url: string) {
    this.bar.setAttribute("aria-label", told`Đang gửi ${photo.file.name}`);
    this.show(photo.doubt ? "" : SAID.queued, this.buttons());
  }

  private buttons(): HTMLElement[] {
    const { file, doubt } = this.photo;
    const out = button(told`Xóa`, file.name, () => this.takeOut());
    if (!doubt) return [out];
    const retake = button(told`Chụp lại`, file.name, () => this.takeOut(true));
    return [button(told`Vẫn gửi`, file.name, () => this.goOn()), retake];
  }

  private show(said: string, buttons: HTMLElement[], more: HTMLElement | string = ""): void {
    const name = described(this.photo);
    this.told.textContent = said;
    const acts = element("span", "files__state");
    acts.append(...buttons);
    name.append(this.told, more, acts);
    this.element.replaceChildren(thumbnail(this.photo.file), name);
  }

  /** Wait for a word when the photo is in doubt, then for the line, then send. */
  async run(): Promise<void> {
    if (this.photo.doubt && !this.box.desk.pressed) await new Promise<void>((resolve) => (this.release = resolve));
    if (this.settled) return;
    this.photo = { ...this.photo, doubt: "" };
    this.show(SAID.queued, this.buttons());
    const turn = line.then(() => (this.settled ? undefined : this.send()));
    line = turn;
    await turn;
  }

  goOn(): void {
    this.release();
  }

  private takeOut(again = false): void {
    this.settled = true;
    this.sending?.stop();
    this.release();
    void this.box.desk.vault?.drop(this.id);
    this.element.remove();
    this.box.input.focus();
    if (again) this.box.input.click();
  }

  private async send(): Promise<void> {
    const { desk, input } = this.box;
    this.sending = new Sending(this.photo.file, input.name, desk.to, this.url, () => csrfToken(desk.form), {
      onProgress: (share) => {
        this.bar.value = share;
        if (this.told.textContent !== SAID.sending) this.show(SAID.sending, this.buttons(), this.bar);
      },
      onWait: () => this.show(SAID.cut, this.buttons(), this.bar),
      onPlace: (url) => void desk.vault?.locate(this.id, url),
    });
    try {
      this.lay(await this.sending.run());
    } catch (problem) {
      this.fail(problem);
    }
    this.settled = true;
  }

  /** The file lies with the draft now: it stands where the page lists such files. */
  private lay(list: string): void {
    this.box.laid.innerHTML = list;
    this.element.remove();
    void this.box.desk.vault?.drop(this.id);
  }

  private fail(problem: unknown): void {
    const { vault } = this.box.desk;
    if (problem instanceof LoggedOut) {
      this.loggedOut = true;
      this.show(vault ? SAID.loggedOut : SAID.loggedOutKept, this.buttons());
    } else if (problem instanceof Refused) {
      this.refused = true;
      this.show("", this.buttons(), element("span", "files__state field__error", problem.message));
      void vault?.drop(this.id);
    }
  }
}

export class BackgroundBox {
  readonly items: Item[] = [];
  /** All files chosen so far, with what is made of them. */
  busy: Promise<unknown> = Promise.resolve();

  readonly laid: HTMLElement;

  constructor(readonly desk: Desk, readonly input: HTMLInputElement, private readonly list: HTMLElement) {
    this.laid = list.closest("[data-field]")!.querySelector<HTMLElement>("[data-laid]")!;
    dress(input);
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files ?? []);
      input.value = "";
      for (const file of chosen) this.take({ id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, file, component: input.name, url: "" });
    });
  }

  /** Make a file light and send it; one that waited on the telephone goes on. */
  take(one: Kept): void {
    const waiting = element("li", "files__item muted", told`Đang chuẩn bị ${one.file.name}…`);
    this.list.append(waiting);
    this.busy = Promise.all([this.busy, this.prepare(one, waiting)]);
  }

  private async prepare(one: Kept, waiting: HTMLElement): Promise<void> {
    // What was begun must go on as the very same bytes.
    const photo = one.url ? { file: one.file, doubt: "" } : await this.lightened(one.file);
    if (!one.url) await this.desk.vault?.keep({ ...one, file: photo.file }).catch(() => undefined);
    const item = new Item(this, one.id, photo, one.url);
    this.items.push(item);
    waiting.replaceWith(item.element);
    await item.run();
  }

  private lightened(file: File): Promise<Photo> {
    const ready = bench.then(() => lighten(file));
    bench = ready;
    return ready;
  }
}

/** Hold the form back while files are on their way; what was refused is read before it goes on. */
export function guard(desk: Desk, boxes: BackgroundBox[]): void {
  const said = element("p", "files__waiting");
  said.setAttribute("role", "status");
  desk.form.append(said);
  const warned = new Set<Item>();
  desk.form.addEventListener("submit", (event) => {
    const items = boxes.flatMap((box) => box.items);
    if (items.some((item) => item.loggedOut)) {
      if (desk.vault) desk.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: "1" }));
      return;
    }
    const { submitter } = event;
    // Whoever leaves goes; the files wait on the telephone and go on with the next visit.
    if (desk.vault && submitter instanceof HTMLButtonElement && submitter.name && submitter.name !== "stay") return;
    const refused = items.filter((item) => item.refused && !warned.has(item) && item.element.isConnected);
    refused.forEach((item) => warned.add(item));
    if (refused.length > 0) {
      event.preventDefault();
      refused[0]!.element.tabIndex = -1;
      refused[0]!.element.focus();
      return;
    }
    const preparing = desk.form.querySelector("[data-upload-list] > .muted");
    if (!preparing && items.every((item) => item.settled)) return;
    event.preventDefault();
    if (said.textContent) return;
    said.textContent = told`Đang gửi nốt tệp. Gửi xong sẽ tự sang bước tiếp theo.`;
    desk.pressed = true;
    items.forEach((item) => item.goOn());
    void Promise.all(boxes.map((box) => box.busy)).then(() => {
      said.textContent = "";
      desk.pressed = false;
      desk.form.requestSubmit(submitter);
    });
  });
}
