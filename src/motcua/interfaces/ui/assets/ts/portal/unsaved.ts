// What could not be saved yet outlives the page: kept in this browser until the server has it, sealed with a key that
// only a page of the draft carries. A browser that cannot seal (no https) keeps nothing.
import { keyOf, seal, toBytes, toText, unseal } from "../shared/sealing";

export type Values = Record<string, string | string[]>;

/**
 * Values that wait, the revision they were typed on, the window that they were typed in, and when that last sent.
 * `submitted`: they went out with the form, which may have arrived or not.
 */
export interface Unsaved {
  values: Values;
  revision: string;
  window: string;
  sent?: number;
  submitted: boolean;
}

const PREFIX = "motcua-unsaved:";
const KEPT_DAYS = 7;

interface Sealed {
  at: number;
  iv: string;
  text: string;
}

export class UnsavedStore {
  private readonly name: string;
  private order: Promise<void> = Promise.resolve();

  private constructor(url: string, private readonly key: CryptoKey) {
    this.name = PREFIX + url;
  }

  /** Open the store of a page; null where the browser has no way to seal or to keep. */
  static async open(url: string, key: string | undefined): Promise<UnsavedStore | null> {
    try {
      if (!key || !window.crypto.subtle) return null;
      dropOld();
      return new UnsavedStore(url, await keyOf(key));
    } catch {
      return null; // Storage is forbidden here: saving over the line goes on as ever.
    }
  }

  /** Keep these values in place of earlier ones; without values nothing is kept. One after the other. */
  keep(unsaved: Unsaved): Promise<void> {
    this.order = this.order.then(() => this.write(unsaved)).catch(() => undefined);
    return this.order;
  }

  private async write(unsaved: Unsaved): Promise<void> {
    if (Object.keys(unsaved.values).length === 0) {
      localStorage.removeItem(this.name);
      return;
    }
    const { iv, sealed } = await seal(this.key, new TextEncoder().encode(JSON.stringify(unsaved)));
    const kept: Sealed = { at: Date.now(), iv: toText(iv), text: toText(new Uint8Array(sealed)) };
    localStorage.setItem(this.name, JSON.stringify(kept));
  }

  /** Read what is kept; what cannot be read is thrown away. */
  async read(): Promise<Unsaved | null> {
    const kept = localStorage.getItem(this.name);
    if (!kept) return null;
    try {
      const { iv, text } = JSON.parse(kept) as Sealed;
      const plain = await unseal(this.key, toBytes(iv), toBytes(text));
      return JSON.parse(new TextDecoder().decode(plain)) as Unsaved;
    } catch {
      localStorage.removeItem(this.name);
      return null;
    }
  }
}

function dropOld(): void {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(PREFIX)) continue;
    const { at } = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Sealed>;
    if (!at || at < oldest) localStorage.removeItem(name);
  }
}
