// A button beside each person of a form page: a photo of the code on their citizen card fills their boxes. The
// reader comes over the line only when a button is pressed; what it looks at never leaves the telephone.
import { all, announce, element } from "../shared/dom";
import { draw, points, withPicture } from "../shared/picture";
import { told } from "../shared/told";
import { Camera, hasCamera } from "./camera";
import { boxesOf, readCard } from "./card";

const { reader, wasm } = (document.currentScript as HTMLScriptElement).dataset;
const WHERE = told`Mã QR là ô vuông đen trắng ở góc trên bên phải: mặt trước thẻ căn cước công dân, mặt sau thẻ căn cước mới.`;
const SAID = {
  reading: told`Đang đọc mã QR…`,
  none: told`Không thấy mã QR trong ảnh. Ông/bà chụp gần hơn, đủ sáng, rõ cả ô mã. ${WHERE}`,
  other: told`Mã QR này không phải của thẻ căn cước. ${WHERE}`,
  broken: told`Chưa đọc được mã QR. Ông/bà thử lại, hoặc tự gõ vào các ô dưới đây.`,
};
// The longer side in pixels, tried in turn: a code far away needs many, a blurred one is read better from few.
const SIDES = [1600, 2600, 900];

let worker: Worker | null = null;

function read(image: ImageData): Promise<string[]> {
  return new Promise((resolve, reject) => {
    worker ??= new Worker(reader!);
    worker.onmessage = ({ data }) => (data.texts ? resolve(data.texts as string[]) : reject(new Error(data.problem)));
    worker.onerror = () => {
      worker = null;
      reject(new Error("the reader does not run"));
    };
    worker.postMessage({ image, wasm: new URL(wasm!, location.href).href }, [image.data.buffer]);
  });
}

function texts(file: File): Promise<string[]> {
  return withPicture(file, async (picture) => {
    for (const side of SIDES) {
      const found = await read(points(draw(picture, side)));
      if (found.length > 0) return found;
    }
    return [];
  });
}

class Scanner {
  private readonly status = element("p", "hint");
  private readonly input = document.createElement("input");

  constructor(private readonly form: HTMLFormElement, private readonly person: string, first: Element, label: string) {
    const holder = element("div", "field");
    this.input.type = "file";
    this.input.accept = "image/*";
    this.input.hidden = true;
    const button = element("button", "btn btn--secondary", told`Chụp mã QR thẻ căn cước thay cho gõ`) as HTMLButtonElement;
    button.type = "button";
    button.append(element("span", "visually-hidden", ` (${label})`));
    button.addEventListener("click", () => this.input.click());
    this.status.setAttribute("role", "status");
    holder.append(button, this.input, this.status);
    // Inside the box of the first field, so that it hides with it.
    first.prepend(holder);
    this.input.addEventListener("change", () => void this.take());
    void hasCamera().then((there) => there && button.after(this.scan(label)));
  }

  /** The button that looks through the camera instead. */
  private scan(label: string): HTMLElement {
    const button = element("button", "btn btn--quiet", told`Quét bằng máy ảnh`) as HTMLButtonElement;
    button.type = "button";
    button.append(element("span", "visually-hidden", ` (${label})`));
    const camera = new Camera(async (image) => {
      const found = await read(image);
      const card = found.map(readCard).find((one) => one !== null);
      if (!card) return found.length > 0 ? SAID.other : "";
      this.status.textContent = this.fill(boxesOf(card));
      return true;
    }, () => this.input.click());
    button.addEventListener("click", () => void camera.open());
    return button;
  }

  private async take(): Promise<void> {
    const file = this.input.files?.[0];
    this.input.value = "";
    if (!file) return;
    this.status.textContent = SAID.reading;
    try {
      const found = await texts(file);
      const card = found.map(readCard).find((one) => one !== null);
      this.status.textContent = card ? this.fill(boxesOf(card)) : found.length > 0 ? SAID.other : SAID.none;
    } catch {
      this.status.textContent = SAID.broken;
    }
  }

  /** Write into the person's boxes; return what was filled, in words. */
  private fill(boxes: Record<string, string>): string {
    const filled = new Set<string>();
    for (const [end, text] of Object.entries(boxes)) {
      const control = this.form.elements.namedItem(`${this.person}_${end}`);
      if (!control || !text) continue;
      if (control instanceof RadioNodeList) {
        if (!Array.from(control).some((one) => (one as HTMLInputElement).value === text)) continue;
        control.value = text;
      } else (control as HTMLInputElement).value = text;
      const one = (control instanceof RadioNodeList ? control[0] : control) as HTMLElement;
      // The draft saves itself, and fields that depend on this one appear.
      announce(one);
      const label = one.closest("[data-field]")?.querySelector(".label")?.firstChild?.textContent?.trim();
      if (label) filled.add(label);
    }
    return told`Đã điền từ thẻ: ${[...filled].join("; ")}. Ông/bà xem lại cho đúng.`;
  }
}

for (const input of all<HTMLInputElement>("input[name$=_citizen_id]")) {
  const person = input.name.replace(/_citizen_id$/, "");
  const first = input.form?.querySelector(`[name^="${person}_"]`)?.closest("form > div");
  const label = input.closest("[data-field]")?.querySelector(".label")?.firstChild?.textContent?.trim() ?? "";
  if (input.form && first) new Scanner(input.form, person, first, label);
}
