// Small parts of the list under a box for papers.
import { told } from "../shared/told";

import { element } from "../shared/dom";
import type { Photo } from "./photo";

function size(bytes: number): string {
  if (bytes < 1048576) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
}

/** The name of a file, how large it is, and what makes it hard to read. */
export function described({ file, doubt }: Photo): HTMLElement {
  const name = element("span", "files__name", `${file.name} `);
  name.append(element("span", "muted", size(file.size)));
  if (doubt) name.append(element("strong", "files__doubt", told`${doubt} Ông/bà xem có đọc được chữ không, chụp lại nếu cần.`));
  return name;
}

export function thumbnail(file: File): HTMLImageElement | string {
  if (!/^image\/(jpeg|png|webp|gif)$/.test(file.type)) return "";
  const image = document.createElement("img");
  image.className = "files__thumb";
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}

export function button(text: string, about: string, act: () => void): HTMLButtonElement {
  const made = element("button", "btn btn--quiet btn--small", text) as HTMLButtonElement;
  made.type = "button";
  made.append(element("span", "visually-hidden", ` ${about}`));
  made.addEventListener("click", act);
  return made;
}

/** The browser's own button speaks the browser's language and forgets the first choice: cover it with ours. */
export function dress(input: HTMLInputElement): void {
  const words = input.accept.includes("image") ? told`Chụp ảnh hoặc chọn tệp` : told`Chọn tệp`;
  const choose = element("span", "upload__choose");
  const face = element("span", "btn btn--secondary", words);
  face.setAttribute("aria-hidden", "true");
  input.replaceWith(choose);
  choose.append(face, input);
}
