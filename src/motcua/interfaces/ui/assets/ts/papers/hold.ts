// A box that holds its files until the form is sent: photos are made light at once, each file is shown and can be
// taken out, a second choice adds to the first, and the form waits until the last photo is ready.
import { element } from "../shared/dom";
import { told } from "../shared/told";
import { button, described, dress, thumbnail } from "./parts";
import { lighten, type Photo } from "./photo";

export class HoldingBox {
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
      this.show(told`Đang chuẩn bị ${file.name}…`);
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
    const out = button(told`Xóa`, photo.file.name, () => {
      this.photos = this.photos.filter((one) => one !== photo);
      this.keep();
      this.input.focus();
    });
    item.append(thumbnail(photo.file), described(photo), out);
    return item;
  }
}
