// Has a photo made small enough for a slow line and judged, in a worker where the browser can. The server does not
// trust any of it: what arrives is judged there again.
import { told } from "../shared/told";
import type { Doubt } from "./legible";
import type { Lightened } from "./lighten";

export interface Photo {
  file: File;
  /** What a person should know before sending, in plain words; "" when all is well. */
  doubt: string;
}

const DOUBTS: Record<Doubt, string> = {
  dark: told`Ảnh hơi tối.`,
  blurred: told`Ảnh có thể bị mờ.`,
  cut: told`Ảnh có thể bị cắt mất mép giấy.`,
  "": "",
};
const { photo: script } = (document.currentScript as HTMLScriptElement).dataset;
let worker: Worker | null = null;
let loaded: Promise<void> | null = null;
// A cheap telephone draws one photo at once.
let bench: Promise<unknown> = Promise.resolve();

/** Have the worker come over the line before the first photo is there. */
export function prepareBench(): void {
  try {
    worker = script && typeof OffscreenCanvas === "function" ? new Worker(script) : null;
  } catch {
    worker = null; // The page does it.
  }
}

/** Null where the worker cannot. */
function inWorker(file: File): Promise<Lightened | null> {
  return new Promise((resolve) => {
    if (!worker) return resolve(null);
    worker.onmessage = ({ data }: MessageEvent<Lightened | null>) => resolve(data);
    worker.onerror = () => {
      worker = null;
      resolve(null);
    };
    worker.postMessage(file);
  });
}

async function inPage(file: File): Promise<Lightened> {
  loaded ??= new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload: resolve, onerror: reject }));
  });
  await loaded;
  return globalThis.motcuaLighten!(file);
}

async function lightened(file: File): Promise<Photo> {
  try {
    const { picture, doubt } = (await inWorker(file)) ?? (await inPage(file));
    const name = file.name.replace(/\.[^.]*$/, "") + ".jpg";
    return { file: picture ? new File([picture], name, { type: "image/jpeg" }) : file, doubt: DOUBTS[doubt] };
  } catch {
    // A kind of picture that this browser cannot draw; the server may.
    return { file, doubt: "" };
  }
}

/** Return the photo made light, with its doubts; a file that is no picture comes back as it is. */
export function lighten(file: File): Promise<Photo> {
  if (!file.type.startsWith("image/")) return Promise.resolve({ file, doubt: "" });
  const ready = bench.then(() => lightened(file));
  bench = ready;
  return ready;
}
