// Whether the photo of a paper can be read: judged as the server judges it again, and whether its edges are there.

export type Doubt = "dark" | "blurred" | "cut" | "";

/** The picture is judged at this size: grain and dust are gone, strokes of letters are still there. */
export const JUDGED_SIDE = 1000;
const DARK_BELOW = 70;
const BLURRED_BELOW = 5;
/** A step as from paper to ink, and the share of such points on a written page. */
const INK_FROM = 40;
const LEAST_INK = 0.005;

/** Return what makes the points of a picture hard to read. */
export function judge({ data, width, height }: ImageData): Doubt {
  const grey = new Uint8ClampedArray(width * height);
  let sum = 0;
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.3 * data[4 * at]! + 0.59 * data[4 * at + 1]! + 0.11 * data[4 * at + 2]!;
    sum += grey[at]!;
  }
  if (sum / grey.length < DARK_BELOW) return "dark";
  if (sharpest(grey, width, height) < BLURRED_BELOW) return "blurred";
  return isCut(grey, width, height) ? "cut" : "";
}

/** How far a point lies from its four neighbours. */
function bendAt(grey: Uint8ClampedArray, width: number, at: number): number {
  return Math.abs(4 * grey[at]! - grey[at - 1]! - grey[at + 1]! - grey[at - width]! - grey[at + width]!);
}

/** Tell whether writing runs to an edge of the photo: as much ink there as inside, on paper as light as inside. A
 * paper with its margins, and one that lies whole on a table, has neither. */
function isCut(grey: Uint8ClampedArray, width: number, height: number): boolean {
  const measure = (left: number, top: number, right: number, low: number): [ink: number, light: number] => {
    let ink = 0;
    let light = 0;
    for (let y = top; y < low; y++) {
      for (let x = left; x < right; x++) {
        const at = y * width + x;
        if (bendAt(grey, width, at) >= INK_FROM) ink++;
        light += grey[at]!;
      }
    }
    const points = Math.max(1, (right - left) * (low - top));
    return [ink / points, light / points];
  };
  const band = Math.max(2, Math.round(0.02 * Math.min(width, height)));
  const [x, y] = [Math.round(width / 10), Math.round(height / 10)];
  const [ink, light] = measure(x, y, width - x, height - y);
  const edges = [
    measure(1, y, 1 + band, height - y), measure(width - 1 - band, y, width - 1, height - y),
    measure(x, 1, width - x, 1 + band), measure(x, height - 1 - band, width - x, height - 1),
  ];
  return ink > LEAST_INK && edges.some(([most, shade]) => most > ink / 2 && Math.abs(shade - light) < 30);
}

/** Return how strong the sharpest edges are: in letters that can be read, one step from paper to ink is short. */
function sharpest(grey: Uint8ClampedArray, width: number, height: number): number {
  const steps = new Uint32Array(256);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      steps[Math.min(255, bendAt(grey, width, y * width + x))]!++;
    }
  }
  // The strongest hundredth.
  let left = 0.01 * width * height;
  let step = 255;
  while (step > 0 && (left -= steps[step]!) > 0) step--;
  return step;
}
