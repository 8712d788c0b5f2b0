// One file that was chosen: shown with its state, prepared, and sent in the background. A photo that may be hard to
// read waits for a word. A fault is told at the file.
import { csrfToken, element } from "../shared/dom";
import { told } from "../shared/told";
import { button, described, thumbnail } from "./parts";
import type { Photo } from "./photo";
import { Closed, LoggedOut, Refused, Sending } from "./send";
import type { Kept, Vault } from "./vault";

/** Where files are sent from: `to` is where room for one is asked for, `holder` has the token of the page. */
export interface Desk {
  holder: HTMLElement;
  to: string;
  vault: Vault | null;
}

/** The paper that files belong to, as this page shows it. */
export interface Home {
  readonly desk: Desk;
  /** The file lies there now; `list` is what lies there in all, as HTML of ours. */
  laid(list: string): void;
  /** The person took it out. */
  gone(): void;
  /** Take another photo; not on every page. */
  retake?(): void;
}

const SAID = {
  queued: told`Chờ gửi`,
  sending: told`Đang gửi…`,
  cut: told`Mất mạng. Có mạng lại sẽ tự gửi tiếp từ chỗ dở.`,
  loggedOut: told`Phiên đăng nhập đã hết. Ông/bà bấm nút đi tiếp để đăng nhập lại, tệp sẽ tự gửi tiếp.`,
  loggedOutKept: told`Phiên đăng nhập đã hết. Ông/bà đăng nhập lại rồi chọn lại tệp này.`,
};
// One file at a time: on a slow line the first is then there soonest.
let line: Promise<void> = Promise.resolve();

export class Item {
  readonly element = element("li", "files__item");
  settled = false;
  refused = false;
  loggedOut = false;
  /** Settled, or waiting in the vault with room made for it: it comes even when this page is left. */
  readonly ready: Promise<void>;
  readonly done: Promise<void>;
  private safe = false;
  private photo: Photo;
  private release: () => void = () => undefined;
  private readonly sending: Sending;
  private readonly told = element("span", "files__state");
  private readonly bar = document.createElement("progress");

  /** `kept`: it lies in the vault. */
  constructor(private readonly home: Home, private readonly one: Kept, kept: boolean) {
    const { desk } = home;
    this.photo = one;
    this.bar.setAttribute("aria-label", told`Đang gửi ${one.file.name}`);
    this.bar.value = 0;
    this.sending = new Sending(one.file, { key: one.id, component: one.component }, desk.to, one.url, () => csrfToken(desk.holder), {
      onProgress: (share) => {
        this.bar.value = share;
        if (this.told.textContent !== SAID.sending) this.show(SAID.sending, this.bar);
      },
      onWait: () => this.show(SAID.cut, this.bar),
      onPlace: (url) => desk.vault?.change(one.id, { url }).catch(() => undefined),
    });
    this.show(this.photo.doubt ? "" : SAID.queued);
    const placed = this.sending.place();
    this.done = this.run(placed);
    const safe = placed.then(() => {
      this.safe = kept;
      return kept ? undefined : this.done;
    });
    this.ready = Promise.race([safe.catch(() => this.done), this.done]);
  }

  /** It waits for a word: the person has not been asked yet whether it can be read. */
  get doubted(): boolean {
    return !this.settled && this.photo.doubt !== "";
  }

  /** Whether the page may be left without harm to this file. */
  mayBeLeft(): boolean {
    return this.settled || this.safe;
  }

  private async run(placed: Promise<void>): Promise<void> {
    try {
      if (this.photo.doubt) {
        const word = new Promise<void>((resolve) => (this.release = resolve));
        await Promise.race([word, placed.then(() => word)]);
      }
      await placed;
      if (!this.settled) await this.turn();
    } catch (problem) {
      if (!this.settled) this.fail(problem);
    }
    this.settled = true;
  }

  /** Wait for the line, then send. */
  private turn(): Promise<void> {
    const turn = line.then(async () => {
      if (!this.settled) this.home.laid(await this.lay());
    });
    line = turn.catch(() => undefined);
    return turn;
  }

  private async lay(): Promise<string> {
    const list = await this.sending.run();
    this.element.remove();
    await this.home.desk.vault?.drop(this.one.id).catch(() => undefined);
    return list;
  }

  /** The person looked at it, and it shall go as it is. */
  async goOn(): Promise<void> {
    if (!this.photo.doubt) return;
    this.photo = { ...this.photo, doubt: "" };
    this.show(SAID.queued);
    await this.home.desk.vault?.change(this.one.id, { doubt: "" }).catch(() => undefined);
    this.release();
  }

  /** Bring it before the eyes of the person. */
  point(): void {
    this.element.tabIndex = -1;
    this.element.focus();
  }

  private async takeOut(): Promise<void> {
    this.settled = true;
    this.release();
    this.element.remove();
    await this.home.desk.vault?.drop(this.one.id).catch(() => undefined);
    await this.sending.stop();
    this.home.gone();
  }

  private show(said: string, more: HTMLElement | string = ""): void {
    const name = described(this.photo);
    this.told.textContent = said;
    const acts = element("span", "files__state");
    acts.append(...this.buttons());
    name.append(this.told, more, acts);
    this.element.replaceChildren(thumbnail(this.photo.file), name);
  }

  private buttons(): HTMLElement[] {
    const { file, doubt } = this.photo;
    const made = doubt ? [button(told`Vẫn gửi`, file.name, () => void this.goOn())] : [];
    const retake = this.home.retake?.bind(this.home);
    if (doubt && retake) {
      made.push(button(told`Chụp lại`, file.name, () => {
        void this.takeOut();
        retake();
      }));
    } else made.push(button(told`Xóa`, file.name, () => void this.takeOut()));
    return made;
  }

  private fail(problem: unknown): void {
    const { vault } = this.home.desk;
    if (problem instanceof LoggedOut) {
      this.loggedOut = true;
      this.show(vault ? SAID.loggedOut : SAID.loggedOutKept);
    } else if (problem instanceof Refused) {
      this.refused = true;
      this.photo = { ...this.photo, doubt: "" };
      this.show("", element("span", "files__state field__error", problem.message));
      void vault?.drop(this.one.id);
    } else if (problem instanceof Closed) {
      this.photo = { ...this.photo, doubt: "" };
      this.element.remove();
      void vault?.drop(this.one.id);
    }
  }
}
