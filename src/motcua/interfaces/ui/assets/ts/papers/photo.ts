// Makes a photo small enough for a slow line, and looks whether it can be read. The server does not trust
// any of it: what arrives is judged there again.

/** What a page of paper needs: A4 at about 200 dots an inch. Tried in turn until the photo is light enough. */
const TRIES: [side: number, quality: number][] = [[2200, 0.8], [2200, 0.6], [1800, 0.6], [1600, 0.5], [1300, 0.45]];
const ENOUGH_BYTES = 250_000;
/** The picture is judged at this size: grain and dust are gone, strokes of letters are still there. */
const JUDGED_SIDE = 1000;
const DARK_BELOW = 70;
const BLURRED_BELOW = 5;

export interface Photo {
  file: File;
  /** What a person should know before sending, in plain words; "" when all is well. */
  doubt: string;
}

/** Return the photo made light, with its doubts; a file that is no picture comes back as it is. */
export async function lighten(file: File): Promise<Photo> {
  if (!file.type.startsWith("image/")) return { file, doubt: "" };
  const url = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    return { file: await smaller(picture, file), doubt: judge(picture) };
  } catch {
    // A kind of picture that this browser cannot draw; the server may.
    return { file, doubt: "" };
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function smaller(picture: HTMLImageElement, file: File): Promise<File> {
  if (file.size <= ENOUGH_BYTES) return file;
  let best: Blob = file;
  for (const [side, quality] of TRIES) {
    const drawn = draw(picture, side);
    const blob = await new Promise<Blob | null>((done) => drawn.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size < best.size) best = blob;
    if (best.size <= ENOUGH_BYTES) break;
  }
  if (best === file) return file;
  return new File([best], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
}

function draw(picture: HTMLImageElement, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const context = canvas.getContext("2d")!;
  // What is transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function judge(picture: HTMLImageElement): string {
  const canvas = draw(picture, JUDGED_SIDE);
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
  const grey = new Uint8ClampedArray(width * height);
  let sum = 0;
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.3 * data[4 * at]! + 0.59 * data[4 * at + 1]! + 0.11 * data[4 * at + 2]!;
    sum += grey[at]!;
  }
  if (sum / grey.length < DARK_BELOW) return "Ảnh hơi tối.";
  return sharpest(grey, width, height) < BLURRED_BELOW ? "Ảnh có thể bị mờ." : "";
}

/** Return how strong the sharpest edges are: in letters that can be read, one step from paper to ink is short. */
function sharpest(grey: Uint8ClampedArray, width: number, height: number): number {
  const steps = new Uint32Array(256);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const bend = Math.abs(4 * grey[at]! - grey[at - 1]! - grey[at + 1]! - grey[at - width]! - grey[at + width]!);
      steps[Math.min(255, bend)]!++;
    }
  }
  // The strongest hundredth.
  let left = 0.01 * width * height;
  let step = 255;
  while (step > 0 && (left -= steps[step]!) > 0) step--;
  return step;
}
