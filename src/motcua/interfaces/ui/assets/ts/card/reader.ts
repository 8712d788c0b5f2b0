// Reads QR codes off a picture, in a worker: the page stays quick, and its policy needs no exception, for a worker
// that comes over the line has a policy of its own.
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

interface Question {
  image: ImageData;
  wasm: string;
}

self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  prepareZXingModule({ overrides: { locateFile: () => data.wasm } });
  readBarcodes(data.image, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 4 }).then(
    (found) => self.postMessage({ texts: found.map(({ bytes, text }) => utf8(bytes) ?? text) }),
    (problem: unknown) => self.postMessage({ problem: String(problem) }),
  );
});

/** The cards are written in UTF-8 without saying so. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
