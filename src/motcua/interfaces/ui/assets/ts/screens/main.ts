// The screen of the hall says each call once: aloud where there is a Vietnamese voice, else by a chime; the
// number stands out either way. The kiosk goes back to its start by itself.
import { all } from "../shared/dom";
import { guardDoubleSubmit } from "../shared/double-submit";

const RATE = 0.9;
const SHOWN_MS = 8000;
const AFTER_CHIME_MS = 2500;
// A voice that never says that it is done does not keep the next number back.
const LONGEST_MS = 12000;
const known = new Set<string>();
const waiting: HTMLElement[] = [];
let busy = false;
let sound: AudioContext | undefined;

function voice(): SpeechSynthesisVoice | undefined {
  if (!("speechSynthesis" in window)) return undefined;
  return speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").startsWith("vi"));
}

function tone(context: AudioContext, pitch: number, from: number): void {
  const source = context.createOscillator();
  const loudness = context.createGain();
  source.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.3, context.currentTime + from);
  loudness.gain.exponentialRampToValueAtTime(0.001, context.currentTime + from + 0.8);
  source.connect(loudness);
  loudness.connect(context.destination);
  source.start(context.currentTime + from);
  source.stop(context.currentTime + from + 0.8);
}

function chime(): void {
  if (!("AudioContext" in window)) return;
  sound ??= new AudioContext();
  tone(sound, 880, 0);
  tone(sound, 660, 0.5);
}

/** Say a text; `done` is called once, also when no voice speaks it. */
function say(text: string, done: () => void): void {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    done();
  };
  const chosen = voice();
  if (!chosen) {
    chime();
    window.setTimeout(end, AFTER_CHIME_MS);
    return;
  }
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = "vi-VN";
  spoken.rate = RATE;
  spoken.voice = chosen;
  spoken.onend = end;
  // Refused before somebody pressed a button of the page, or the voice broke: the chime is heard instead.
  spoken.onerror = () => {
    chime();
    end();
  };
  speechSynthesis.speak(spoken);
  window.setTimeout(end, LONGEST_MS);
}

function next(): void {
  const call = waiting.shift();
  busy = call !== undefined;
  if (call) say(call.dataset.said ?? "", next);
}

/** Take note of the calls on the page; those that are new are said, the oldest first. */
function look(aloud: boolean): void {
  for (const call of all<HTMLElement>("[data-call]").reverse()) {
    const id = call.dataset.call ?? "";
    if (known.has(id)) continue;
    known.add(id);
    if (!aloud) continue;
    waiting.push(call);
    const latest = document.querySelector<HTMLElement>("[data-latest]");
    latest?.classList.add("call--new");
    window.setTimeout(() => document.querySelector("[data-latest]")?.classList.remove("call--new"), SHOWN_MS);
  }
  if (!busy) next();
}

function followCalls(): void {
  look(false);
  const lost = document.querySelector<HTMLElement>("[data-lost]");
  document.addEventListener("htmx:afterSwap", () => {
    if (lost) lost.hidden = true;
    look(true);
  });
  for (const fault of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(fault, () => {
      if (lost) lost.hidden = false;
    });
  }
  const button = document.querySelector<HTMLButtonElement>("[data-sound]");
  button?.addEventListener("click", () => {
    // Browsers let a page be heard only after a press.
    button.hidden = true;
    say(button.dataset.on ?? "", () => undefined);
  });
  if (button) button.hidden = false;
}

function returnByItself(): void {
  const page = document.querySelector<HTMLElement>("[data-return]");
  if (page) window.setTimeout(() => location.assign(page.dataset.return ?? "/"), Number(page.dataset.after) * 1000);
  for (const button of all<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

guardDoubleSubmit();
followCalls();
returnByItself();
