// Makes a photo small enough for a slow line, and judges it. Works in a worker, so that the page stays quick; where a
// browser has no canvas there, or cannot open the picture there, the page loads this file as a script of its own.
import { withPicture } from "../shared/picture";
import { JUDGED_SIDE, judge, type Doubt } from "./legible";

/** What a page of paper needs: A4 at about 200 dots an inch. Tried in turn until the photo is light enough. */
const TRIES: [side: number, quality: number][] = [[2200, 0.8], [2200, 0.6], [1800, 0.6], [1600, 0.5], [1300, 0.45]];
const ENOUGH_BYTES = 250_000;
/** A part this wide and high of the whole tells how many bytes the whole will take, about. */
const PART = 1 / 3;
const ABOUT = 1.1;

/** A picture made light; without a picture the file is light already. */
export interface Lightened {
  picture: Blob | null;
  doubt: Doubt;
}

type Surface = HTMLCanvasElement | OffscreenCanvas;
interface Source {
  picture: CanvasImageSource;
  width: number;
  height: number;
}

function surface(width: number, height: number): Surface {
  if (typeof document === "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** Draw a source, or the middle part of it, as if the longer side of the whole had so many points. */
function draw({ picture, width, height }: Source, side: number, part = 1): Surface {
  const scale = Math.min(1, side / Math.max(width, height)) * part;
  const drawn = surface(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = drawn.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  // What is transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, drawn.width, drawn.height);
  const [x, y] = [(width * (1 - part)) / 2, (height * (1 - part)) / 2];
  context.drawImage(picture, x, y, width * part, height * part, 0, 0, drawn.width, drawn.height);
  return drawn;
}

function encode(drawn: Surface, quality: number): Promise<Blob | null> {
  if ("convertToBlob" in drawn) return drawn.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((done) => drawn.toBlob(done, "image/jpeg", quality));
}

const whole = (picture: Surface | ImageBitmap): Source => ({ picture, width: picture.width, height: picture.height });

async function smaller(base: Surface, size: number): Promise<Blob | null> {
  let best: Blob | null = null;
  for (const [side, quality] of TRIES) {
    const sample = await encode(draw(whole(base), side, PART), quality);
    const last = side === TRIES[TRIES.length - 1]![0];
    if (!last && sample && sample.size > ABOUT * ENOUGH_BYTES * PART * PART) continue;
    const blob = await encode(side < Math.max(base.width, base.height) ? draw(whole(base), side) : base, quality);
    if (blob && blob.size < (best?.size ?? size)) best = blob;
    if (best && best.size <= ENOUGH_BYTES) break;
  }
  return best;
}

async function work(file: File, source: Source): Promise<Lightened> {
  const base = draw(source, TRIES[0]![0]);
  const small = draw(whole(base), JUDGED_SIDE);
  const points = (small.getContext("2d") as CanvasRenderingContext2D).getImageData(0, 0, small.width, small.height);
  return { picture: file.size > ENOUGH_BYTES ? await smaller(base, file.size) : null, doubt: judge(points) };
}

async function fromBitmap(file: File): Promise<Lightened> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    return await work(file, whole(bitmap));
  } finally {
    bitmap.close();
  }
}

function fromImage(file: File): Promise<Lightened> {
  return withPicture(file, (picture) => work(file, { picture, width: picture.naturalWidth, height: picture.naturalHeight }));
}

declare global {
  /** In a page: the same work with the picture drawn there. Throws where this browser cannot open it. */
  var motcuaLighten: typeof fromImage | undefined;
}

if (typeof document !== "undefined") globalThis.motcuaLighten = fromImage;
else {
  self.addEventListener("message", ({ data }: MessageEvent<File>) => {
    fromBitmap(data).then((made) => self.postMessage(made), () => self.postMessage(null));
  });
}
