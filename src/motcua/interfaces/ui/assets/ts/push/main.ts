// Switches notices on and off in this browser, at the press of the button and never by itself. The page says that the
// browser cannot; this script takes that back where it can.
import { csrfToken } from "../shared/dom";
import { told } from "../shared/told";

type State = "on" | "off" | "denied";

const box = document.querySelector<HTMLElement>("[data-push-key]");

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (sign) => sign.charCodeAt(0));
}

const text = (key: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer(0))))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

class Switch {
  private readonly said: HTMLElement;
  private readonly button: HTMLButtonElement;
  private state: State = "off";

  constructor(private readonly place: HTMLElement) {
    this.said = place.querySelector<HTMLElement>("[data-push-said]")!;
    this.button = place.querySelector<HTMLButtonElement>("[data-push-button]")!;
    this.button.addEventListener("click", () => void this.press());
  }

  async begin(): Promise<void> {
    const kept = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
    if (Notification.permission === "denied") return this.show("denied");
    // The server may have forgotten it meanwhile, and somebody else may be logged in.
    const mine = kept && Notification.permission === "granted" && localStorage.getItem("motcua-push") === kept.endpoint;
    this.show(mine ? "on" : "off");
  }

  private show(state: State, message = ""): void {
    this.state = state;
    const words = {
      on: told`Máy này đang bật tin báo.`,
      off: told`Máy này chưa bật tin báo.`,
      denied: told`Trình duyệt đang chặn tin báo của trang này. Ông/bà cho phép lại trong phần cài đặt của trình duyệt rồi tải lại trang.`,
    };
    this.said.textContent = message || words[state];
    this.button.hidden = state === "denied";
    this.button.textContent = state === "on" ? told`Tắt tin báo trên máy này` : told`Bật tin báo trên máy này`;
  }

  private async press(): Promise<void> {
    this.button.disabled = true;
    try {
      await (this.state === "on" ? this.off() : this.on());
    } catch (problem) {
      console.warn("push", problem);
      this.show(this.state, told`Chưa làm được. Ông/bà thử lại sau; thông báo vẫn có ở Trang của tôi.`);
    } finally {
      this.button.disabled = false;
    }
  }

  private async on(): Promise<void> {
    if ((await Notification.requestPermission()) !== "granted") {
      return this.show(Notification.permission === "denied" ? "denied" : "off");
    }
    await navigator.serviceWorker.register("/sw.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    // One that was made under another key of the server could never be sent to.
    await (await pushManager.getSubscription())?.unsubscribe();
    const key = bytes(this.place.dataset.pushKey!);
    const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const message = await this.tell({
      endpoint: made.endpoint, p256dh: text(made.getKey("p256dh")), auth: text(made.getKey("auth")),
    });
    if (message) {
      await made.unsubscribe();
      return this.show("off", message);
    }
    localStorage.setItem("motcua-push", made.endpoint);
    this.show("on");
  }

  private async off(): Promise<void> {
    const kept = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
    if (kept) {
      const message = await this.tell({ endpoint: kept.endpoint, off: true });
      if (message) return this.show("on", message);
      await kept.unsubscribe();
    }
    localStorage.removeItem("motcua-push");
    this.show("off");
  }

  /** Tell the server; return what it refused with, nothing when it did as asked. */
  private async tell(what: Record<string, string | boolean>): Promise<string> {
    const answer = await fetch(this.place.dataset.pushUrl!, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(this.place) },
      body: JSON.stringify(what),
      credentials: "same-origin",
    });
    if (answer.ok) return "";
    const { message } = (await answer.json()) as { message?: string };
    if (!message) throw new Error(String(answer.status));
    return message;
  }
}

if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) void new Switch(box).begin();
