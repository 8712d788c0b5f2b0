// Builds the browser assets of the design system into static/built/ (not kept in git).
//   node src/motcua/interfaces/ui/build.mjs [--watch]
import { build, context } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "static", "built");
const packages = createRequire(import.meta.url);
const htmx = packages.resolve("htmx.org/dist/htmx.min.js");
// Reads QR codes; it comes over the line only when somebody presses for it.
const zxing = packages.resolve("zxing-wasm/reader/zxing_reader.wasm");

// Upper limits in bytes, minified and uncompressed: the build fails when one is passed.
const LIMITS = {
  "portal.css": 24576,
  "portal.js": 4096,
  "draft.js": 19456,
  "forms.js": 9216,
  "guidance.css": 6144,
  "papers.js": 16896,
  "photo.js": 5120,
  "card.js": 8192,
  "card-reader.js": 49152,
  "read.js": 2048,
  "push.js": 4096,
  "sw.js": 2560,
  "counter.css": 32768,
  "counter.js": 10240,
  "screens.css": 16384,
  "screens.js": 4096,
  "builder.css": 6144,
  "builder.js": 2048,
};

const options = {
  entryPoints: [
    { in: join(here, "assets/ts/portal/main.ts"), out: "portal" },
    { in: join(here, "assets/ts/draft/autosave.ts"), out: "draft" },
    { in: join(here, "assets/ts/forms/live.ts"), out: "forms" },
    { in: join(here, "assets/ts/papers/main.ts"), out: "papers" },
    { in: join(here, "assets/ts/papers/lighten.ts"), out: "photo" },
    { in: join(here, "assets/ts/card/main.ts"), out: "card" },
    { in: join(here, "assets/ts/card/reader.ts"), out: "card-reader" },
    { in: join(here, "assets/ts/read/main.ts"), out: "read" },
    { in: join(here, "assets/ts/push/main.ts"), out: "push" },
    { in: join(here, "assets/ts/worker/main.ts"), out: "sw" },
    { in: join(here, "assets/css/portal.css"), out: "portal" },
    { in: join(here, "assets/css/guidance.css"), out: "guidance" },
    { in: join(here, "assets/ts/counter/main.ts"), out: "counter" },
    { in: join(here, "assets/css/counter.css"), out: "counter" },
    { in: join(here, "assets/ts/screens/main.ts"), out: "screens" },
    { in: join(here, "assets/css/screens.css"), out: "screens" },
    { in: join(here, "assets/ts/builder/main.ts"), out: "builder" },
    { in: join(here, "assets/css/builder.css"), out: "builder" },
    { in: join(here, "assets/css/styleguide.css"), out: "styleguide" },
  ],
  outdir: out,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["chrome87", "firefox80", "safari14"],
  legalComments: "none",
  logLevel: "warning",
};

async function checkSizes() {
  for (const [name, limit] of Object.entries(LIMITS)) {
    const { size } = await stat(join(out, name));
    console.log(`${name.padEnd(14)} ${String(size).padStart(6)} bytes (limit ${limit})`);
    if (size > limit) throw new Error(`${name} has ${size} bytes, more than ${limit}`);
  }
}

/** Lay a compressed twin beside each file: the server sends it to whoever takes it. */
async function compress() {
  for (const name of await readdir(out)) {
    await writeFile(join(out, `${name}.gz`), gzipSync(await readFile(join(out, name)), { level: 9 }));
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await copyFile(htmx, join(out, "htmx.min.js"));
await copyFile(zxing, join(out, "card-reader.wasm"));
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
  await checkSizes();
  await compress();
}
