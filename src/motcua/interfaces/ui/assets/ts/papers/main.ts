// The boxes for papers: photos are made light at once, each file is shown and can be taken out, a second
// choice adds to the first, and the form waits until the last photo is ready.
import { all } from "../shared/dom";
import { lighten, type Photo } from "./photo";

function size(bytes: number): string {
  if (bytes < 1048576) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function thumbnail(file: File): HTMLImageElement {
  const image = document.createElement("img");
  image.className = "files__thumb";
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

/** The browser's own button speaks the browser's language and forgets the first choice: cover it with ours. */
function dress(input: HTMLInputElement): void {
  const words = input.accept.includes("image") ? "Chụp ảnh hoặc chọn tệp" : "Chọn tệp";
  const choose = element("span", "upload__choose");
  const face = element("span", "btn btn--secondary", words);
  face.setAttribute("aria-hidden", "true");
  input.replaceWith(choose);
  choose.append(face, input);
}

class Box {
  private photos: Photo[] = [];
  private busy: Promise<void> = Promise.resolve();
  private working = 0;

  constructor(private readonly input: HTMLInputElement, private readonly list: HTMLElement) {
    dress(input);
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files ?? []);
      if (!input.multiple) this.photos = [];
      this.working++;
      this.busy = this.busy.then(() => this.take(chosen));
    });
    input.form?.addEventListener("submit", (event) => {
      if (!this.working || event.defaultPrevented) return;
      event.preventDefault();
      const submitter = event.submitter;
      void this.busy.then(() => input.form?.requestSubmit(submitter));
    });
  }

  private async take(chosen: File[]): Promise<void> {
    for (const file of chosen) {
      this.show(`Đang chuẩn bị ${file.name}…`);
      this.photos.push(await lighten(file));
    }
    this.working--;
    this.keep();
  }

  /** Lay the files into the box, as if they had been chosen so. */
  private keep(): void {
    const laid = new DataTransfer();
    for (const { file } of this.photos) laid.items.add(file);
    this.input.files = laid.files;
    this.show();
  }

  private show(waiting = ""): void {
    const rows = this.photos.map((photo) => this.row(photo));
    if (waiting) rows.push(element("li", "files__item muted", waiting));
    this.list.replaceChildren(...rows);
  }

  private row(photo: Photo): HTMLElement {
    const item = element("li", "files__item");
    const { file, doubt } = photo;
    if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) item.append(thumbnail(file));
    const name = element("span", "files__name", `${file.name} `);
    name.append(element("span", "muted", size(file.size)));
    if (doubt) name.append(element("strong", "files__doubt", `${doubt} Ông/bà xem có đọc được chữ không, chụp lại nếu cần.`));
    const out = element("button", "btn btn--quiet btn--small", "Xóa") as HTMLButtonElement;
    out.type = "button";
    out.append(element("span", "visually-hidden", ` ${file.name}`));
    out.addEventListener("click", () => {
      this.photos = this.photos.filter((one) => one !== photo);
      this.keep();
      this.input.focus();
    });
    item.append(name, out);
    return item;
  }
}

for (const box of all<HTMLElement>("[data-upload]")) {
  const input = box.querySelector<HTMLInputElement>("input[type=file]");
  const list = box.querySelector<HTMLElement>("[data-upload-list]");
  if (input && list) new Box(input, list);
}
