// Sends one file in pieces (protocol tus 1.0: creation, HEAD for where to go on, PATCH for a piece), patiently: a
// cut line is waited out, and after it the file goes on where the server has it. The pieces grow while the line is
// quick, so that a cut on a slow one costs little.
import { toText } from "../shared/text";
import { told } from "../shared/told";

const FIRST_PIECE = 65_536;
const LARGEST_PIECE = 1_048_576;
const QUICK_MS = 2000;
const PIECE_PATIENCE_MS = 90_000;
const PAUSES_MS = [1000, 2000, 5000, 10_000];

/** The server will not take this file; the message says what to do instead. */
export class Refused extends Error {}
/** The login is over: nothing can be sent before the next one. */
export class LoggedOut extends Error {}
/** Nothing is taken any more: it was handed in meanwhile, or thrown away. The next page tells. */
export class Closed extends Error {}
/** What the server had of this file is gone; it begins anew. */
class Lost extends Error {}

export interface Watch {
  /** The share of the file that is there, 0 to 1. */
  onProgress(share: number): void;
  /** The line is cut; sending goes on by itself. */
  onWait(): void;
  /** The server made room for the file at this address. */
  onPlace(url: string): Promise<unknown> | undefined;
}

/** What the server is told of a file. Under the same key the same room is given again. */
export interface Label {
  key: string;
  component: string;
}

const base64 = (text: string): string => toText(new TextEncoder().encode(text));

export class Sending {
  private readonly stopped = new AbortController();
  /** How much the server has, where it just said so. */
  private begunAt: number | null = null;
  private placing: Promise<void> = Promise.resolve();
  private size = FIRST_PIECE;
  private failures = 0;

  constructor(
    private readonly file: File,
    private readonly label: Label,
    private readonly to: string,
    private url: string,
    private readonly token: () => string,
    private readonly watch: Watch,
  ) {}

  /** Give the file up, here and on the server. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.placing.catch(() => undefined);
    if (this.url) await this.ask("DELETE", this.url, {}, null, new AbortController().signal).catch(() => undefined);
  }

  /** Have room made for the file, however long the line is cut. Throws Refused, LoggedOut. */
  place(): Promise<void> {
    this.placing = this.patiently(async () => void (this.url || (await this.begin())));
    return this.placing;
  }

  /** Send it all, however long the line is cut; return the list of what lies with the paper then, as HTML of ours.
   * Throws Refused, LoggedOut. */
  run(): Promise<string> {
    return this.patiently(() => this.attempt());
  }

  private async patiently<T>(attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await attempt();
      } catch (problem) {
        const final = problem instanceof Refused || problem instanceof Closed || problem instanceof LoggedOut;
        if (final || this.stopped.signal.aborted) throw problem;
        if (problem instanceof Lost) this.url = "";
        this.watch.onWait();
        this.size = FIRST_PIECE;
        await this.pause();
      }
    }
  }

  private async attempt(): Promise<string> {
    if (!this.url) await this.begin();
    let at = this.begunAt ?? (await this.where());
    this.begunAt = null;
    while (at < this.file.size) {
      this.watch.onProgress(at / this.file.size);
      at = await this.piece(at);
    }
    this.watch.onProgress(1);
    const answer = await this.ask("POST", `${this.url}xong/`);
    return ((await answer.json()) as { list: string }).list;
  }

  private async begin(): Promise<void> {
    const told = { ...this.label, filename: this.file.name };
    const metadata = Object.entries(told).map(([name, text]) => `${name} ${base64(text)}`).join();
    const headers = { "Upload-Length": String(this.file.size), "Upload-Metadata": metadata };
    // Not given up half way: nobody would know of the room that was made.
    const answer = await this.ask("POST", this.to, headers, null, new AbortController().signal);
    this.url = answer.headers.get("Location")!;
    this.begunAt = Number(answer.headers.get("Upload-Offset"));
    await this.watch.onPlace(this.url);
  }

  private async where(): Promise<number> {
    return Number((await this.ask("HEAD", this.url)).headers.get("Upload-Offset"));
  }

  private async piece(at: number): Promise<number> {
    const began = performance.now();
    const headers = { "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" };
    const answer = await this.ask("PATCH", this.url, headers, this.file.slice(at, at + this.size));
    if (performance.now() - began < QUICK_MS) this.size = Math.min(LARGEST_PIECE, 2 * this.size);
    this.failures = 0;
    return Number(answer.headers.get("Upload-Offset"));
  }

  private async ask(
    method: string, to: string, headers: Record<string, string> = {}, body: Blob | null = null,
    signal = this.stopped.signal,
  ): Promise<Response> {
    // A line that is dead without saying so is given up, too.
    const dead = new AbortController();
    const timer = window.setTimeout(() => dead.abort(), PIECE_PATIENCE_MS);
    const stop = (): void => dead.abort();
    signal.addEventListener("abort", stop);
    try {
      const answer = await fetch(to, {
        method,
        headers: { ...headers, "Tus-Resumable": "1.0.0", "X-CSRFToken": this.token() },
        body,
        credentials: "same-origin",
        signal: dead.signal,
      });
      await this.judge(answer);
      return answer;
    } finally {
      window.clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  private async judge(answer: Response): Promise<void> {
    if (answer.ok && !answer.redirected) return;
    if (answer.status === 401 || answer.status === 403) throw new LoggedOut();
    if (answer.status === 404 && this.url) throw new Lost();
    if (answer.status === 404 || (answer.status === 409 && !answer.headers.has("Upload-Offset"))) throw new Closed();
    // With an offset: the server has more or less of it than thought, and asking again tells.
    const again = answer.status >= 500 || answer.headers.has("Upload-Offset") || answer.ok;
    if (again) throw new Error(String(answer.status));
    const { message } = (await answer.json().catch(() => ({}))) as { message?: string };
    throw new Refused(message ?? told`Tệp này không gửi được. Ông/bà chụp lại hoặc chọn tệp khác.`);
  }

  /** Wait a while, longer each time; a line that comes back ends the wait. */
  private pause(): Promise<void> {
    const time = PAUSES_MS[Math.min(this.failures++, PAUSES_MS.length - 1)]!;
    return new Promise((resolve) => {
      const end = (): void => {
        window.clearTimeout(timer);
        window.removeEventListener("online", end);
        this.stopped.signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = window.setTimeout(end, time);
      window.addEventListener("online", end);
      this.stopped.signal.addEventListener("abort", end);
    });
  }
}
