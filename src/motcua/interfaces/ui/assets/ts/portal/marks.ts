// Asks, below a name that looks as if its Vietnamese marks were left out, whether it has any. The page says which parts
// of names hardly ever go without; the answer is the person's, nothing is held up.
import { all } from "../shared/dom";

function lacksMarks(name: string, parts: readonly string[]): boolean {
  const words = name.toLowerCase().split(/\s+/).filter(Boolean);
  return /^[\x20-\x7e]*$/.test(name) && words.length > 1 && words.some((word) => parts.includes(word));
}

export function askForMarks(): void {
  for (const line of all<HTMLElement>("[data-asks-marks]")) {
    const box = document.querySelector<HTMLInputElement>(`#${CSS.escape(line.dataset.asksMarks!)}`);
    const parts = line.dataset.parts!.split(" ");
    box?.addEventListener("change", () => {
      line.textContent = lacksMarks(box.value.trim(), parts) ? line.dataset.text! : "";
    });
  }
}
