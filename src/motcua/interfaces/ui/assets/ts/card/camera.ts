// Looks through the camera for the code of a card until it is found or the person closes it. The camera is on only
// while its window is open and seen; nothing of what it sees is kept or sent.
import { element } from "../shared/dom";
import { draw, points } from "../shared/picture";
import { told } from "../shared/told";

const SIDE = 1280;
const PAUSE_MS = 200;
const SAID = {
  starting: told`Đang mở máy ảnh…`,
  looking: told`Đưa mã QR vào giữa khung, giữ yên một chút.`,
  forbidden: told`Trình duyệt chưa cho dùng máy ảnh. Ông/bà cho phép rồi thử lại, hoặc chụp ảnh mã QR.`,
  none: told`Máy này chưa mở được máy ảnh. Ông/bà chụp ảnh mã QR hoặc tự gõ.`,
};

/** Whether there is a camera to look through; asking for it is left to the press of a button. */
export async function hasCamera(): Promise<boolean> {
  if (!navigator.mediaDevices?.getUserMedia || typeof HTMLDialogElement !== "function") return false;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.some((device) => device.kind === "videoinput");
}

/** `look` gets what the camera sees and returns true when that was it, else what to say. Throws when it cannot look. */
export class Camera {
  private readonly dialog = document.createElement("dialog");
  private readonly video = document.createElement("video");
  private readonly status = element("p", "camera__said");
  private stream: MediaStream | null = null;

  constructor(private readonly look: (image: ImageData) => Promise<true | string>, takePhoto: () => void) {
    const title = element("h2", "camera__title", told`Quét mã QR thẻ căn cước`);
    title.id = "camera-title";
    this.dialog.className = "camera";
    this.dialog.setAttribute("aria-labelledby", title.id);
    Object.assign(this.video, { muted: true, playsInline: true, className: "camera__seen" });
    this.status.setAttribute("role", "status");
    const acts = element("div", "btn-row");
    acts.append(
      this.button(told`Đóng`, "btn btn--secondary", () => this.dialog.close()),
      this.button(told`Chụp ảnh thay cho quét`, "btn btn--quiet", () => {
        this.dialog.close();
        takePhoto();
      }),
    );
    this.dialog.append(title, this.video, this.status, acts);
    this.dialog.addEventListener("close", () => this.end());
    document.addEventListener("visibilitychange", () => document.hidden && this.dialog.close());
    window.addEventListener("pagehide", () => this.end());
  }

  private button(words: string, name: string, act: () => void): HTMLButtonElement {
    const made = element("button", name, words) as HTMLButtonElement;
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  async open(): Promise<void> {
    document.body.append(this.dialog);
    this.status.textContent = SAID.starting;
    this.dialog.showModal();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: SIDE } } });
      // Closed while the browser was asking.
      if (!this.dialog.open) return stream.getTracks().forEach((track) => track.stop());
      this.stream = stream;
      this.video.srcObject = stream;
      await this.video.play();
      this.status.textContent = SAID.looking;
      await this.watch();
    } catch (problem) {
      this.end();
      this.status.textContent = (problem as Error).name === "NotAllowedError" ? SAID.forbidden : SAID.none;
    }
  }

  private async watch(): Promise<void> {
    while (this.stream) {
      const said = this.video.videoWidth > 0 ? await this.look(points(draw(this.video, SIDE))) : "";
      if (said === true) return this.dialog.close();
      if (said) this.status.textContent = said;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private end(): void {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
  }
}
