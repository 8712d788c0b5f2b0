// Shows the chosen files with their size, and a small picture of an image, before the form is sent.
import { all } from "../shared/dom";

function size(bytes: number): string {
  if (bytes < 1048576) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

function row(file: File): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "files__item";
  if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) {
    const image = document.createElement("img");
    image.className = "files__thumb";
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    item.append(image);
  }
  const name = document.createElement("span");
  name.className = "files__name";
  const detail = document.createElement("span");
  detail.className = "muted";
  detail.textContent = size(file.size);
  name.append(`${file.name} `, detail);
  item.append(name);
  return item;
}

export function enableUpload(): void {
  for (const box of all<HTMLElement>("[data-upload]")) {
    const input = box.querySelector<HTMLInputElement>("input[type=file]");
    const list = box.querySelector<HTMLElement>("[data-upload-list]");
    if (!input || !list) continue;
    input.addEventListener("change", () => list.replaceChildren(...Array.from(input.files ?? [], row)));
  }
}
