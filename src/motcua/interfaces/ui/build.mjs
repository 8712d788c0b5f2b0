// Builds the browser assets of the design system into static/built/ (not kept in git).
//   node src/motcua/interfaces/ui/build.mjs [--watch]
import { build, context } from "esbuild";
import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "static", "built");
const htmx = createRequire(import.meta.url).resolve("htmx.org/dist/htmx.min.js");

// Upper limits in bytes, minified and uncompressed: the build fails when one is passed.
const LIMITS = {
  "portal.css": 24576,
  "portal.js": 9216,
  "guidance.css": 6144,
  "papers.js": 4096,
  "read.js": 2048,
  "sw.js": 2048,
  "counter.css": 32768,
  "counter.js": 12288,
};

const options = {
  entryPoints: [
    { in: join(here, "assets/ts/portal/main.ts"), out: "portal" },
    { in: join(here, "assets/ts/papers/main.ts"), out: "papers" },
    { in: join(here, "assets/ts/read/main.ts"), out: "read" },
    { in: join(here, "assets/ts/worker/main.ts"), out: "sw" },
    { in: join(here, "assets/css/portal.css"), out: "portal" },
    { in: join(here, "assets/css/guidance.css"), out: "guidance" },
    { in: join(here, "assets/ts/counter/main.ts"), out: "counter" },
    { in: join(here, "assets/css/counter.css"), out: "counter" },
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

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await copyFile(htmx, join(out, "htmx.min.js"));
if (process.argv.includes("--watch")) {
  await (await context(options)).watch();
} else {
  await build(options);
  await checkSizes();
}
