// Copy button beside a code. Without JavaScript the button stays hidden and the code can be selected.
import { all } from "./dom";
import { told } from "./told";

export function enableCopy(): void {
  if (!navigator.clipboard) return;
  for (const holder of all<HTMLElement>("[data-copy]")) {
    const button = holder.querySelector<HTMLButtonElement>("[data-copy-button]");
    const status = holder.querySelector<HTMLElement>("[data-copy-status]");
    if (!button || !status) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(holder.dataset.copy ?? "").then(
        () => {
          status.textContent = told`Đã sao chép`;
          button.firstChild!.textContent = told`Đã sao chép`;
        },
        () => {
          status.textContent = told`Chưa sao chép được, hãy chọn và chép bằng tay`;
        },
      );
    });
  }
}
