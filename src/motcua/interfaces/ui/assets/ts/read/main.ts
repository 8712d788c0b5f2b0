// Reads the page aloud, where the phone has a Vietnamese voice; without one the button stays hidden.
import { all } from "../shared/dom";

const SPOKEN = "h1, h2, h3, h4, p, li, dt, dd, th, td, summary";
const RATE = 0.9;

function voice(): SpeechSynthesisVoice | undefined {
  return speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").startsWith("vi"));
}

/** What is read: each block once, without buttons, what is hidden, and what holds other blocks. */
function sentences(): string[] {
  const main = document.querySelector("main");
  if (!main) return [];
  return all<HTMLElement>(SPOKEN, main)
    .filter((one) => one.offsetParent !== null && !one.closest("[data-read-aloud]"))
    .filter((one) => !one.querySelector(SPOKEN))
    .map((one) => (one.innerText || "").trim())
    .filter((text) => text !== "");
}

function enable(holder: HTMLElement): void {
  const button = holder.querySelector("button");
  if (!button) return;
  const start = button.textContent ?? "";
  let reading = 0;
  const show = (running: boolean): void => {
    button.textContent = running ? (button.dataset.stop ?? start) : start;
    button.setAttribute("aria-pressed", String(running));
  };
  const stop = (): void => {
    reading += 1;
    speechSynthesis.cancel();
    show(false);
  };
  const read = (texts: string[], turn: number): void => {
    const [text, ...rest] = texts;
    if (turn !== reading) return;
    if (text === undefined) return stop();
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = "vi-VN";
    spoken.rate = RATE;
    const chosen = voice();
    if (chosen) spoken.voice = chosen;
    spoken.onend = () => read(rest, turn);
    spoken.onerror = () => turn === reading && stop();
    speechSynthesis.speak(spoken);
  };
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    stop();
    show(true);
    read(sentences(), reading);
  });
  window.addEventListener("pagehide", stop);
}

if ("speechSynthesis" in window) {
  const holders = all<HTMLElement>("[data-read-aloud]");
  holders.forEach(enable);
  const offer = (): void => {
    for (const holder of holders) holder.hidden = !voice();
  };
  offer();
  // Voices come late in some browsers.
  speechSynthesis.addEventListener?.("voiceschanged", offer);
}
