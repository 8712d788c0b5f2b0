// Pictures that a person chose, drawn in the browser.

/** Do some work with the picture of a file; throws when this browser cannot draw it. */
export async function withPicture<T>(file: File, work: (picture: HTMLImageElement) => Promise<T>): Promise<T> {
  const picture = new Image();
  picture.src = URL.createObjectURL(file);
  try {
    await picture.decode();
    return await work(picture);
  } finally {
    URL.revokeObjectURL(picture.src);
  }
}

/** Draw a picture, or what a camera sees now, with its longer side at most so many pixels. */
export function draw(picture: HTMLImageElement | HTMLVideoElement, side: number): HTMLCanvasElement {
  const [width, height] = picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.naturalWidth, picture.naturalHeight];
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d")!;
  // What is transparent would turn black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** The points of a drawn picture. */
export function points(canvas: HTMLCanvasElement): ImageData {
  return canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
}
