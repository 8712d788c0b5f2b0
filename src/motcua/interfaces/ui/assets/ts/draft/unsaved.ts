// What could not be saved yet outlives the page: kept in this browser until the server has it, sealed with a key that
// only a page of the draft carries. It is sealed and written before the key press ends (the browser's own ciphers
// answer later, when the page may be gone). Where storage is forbidden nothing is kept.
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { toBytes, toText } from "../shared/text";

export type Values = Record<string, string | string[]>;

/**
 * Values that wait, the revision they were typed on, the window that they were typed in, and when that last sent.
 * `submitted`: they went out with the form, which may have arrived or not.
 */
export interface Unsaved {
  values: Values;
  revision: string;
  window: string;
  sent: number;
  submitted: boolean;
}

const PREFIX = "motcua-unsaved:";
const KEPT_DAYS = 7;
const NONCE_BYTES = 24;

interface Sealed {
  at: number;
  text: string;
}

export class UnsavedStore {
  private readonly name: string;

  private constructor(url: string, private readonly key: Uint8Array) {
    this.name = PREFIX + url;
  }

  /** Open the store of a page; null where the browser keeps nothing: saving over the line goes on as ever. */
  static open(url: string, key: string | undefined): UnsavedStore | null {
    try {
      dropOld();
      return key ? new UnsavedStore(url, toBytes(key)) : null;
    } catch {
      return null;
    }
  }

  /** Keep these values in place of earlier ones; without values nothing is kept. */
  keep(unsaved: Unsaved): void {
    if (Object.keys(unsaved.values).length === 0) return localStorage.removeItem(this.name);
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const sealed = xchacha20poly1305(this.key, nonce).encrypt(new TextEncoder().encode(JSON.stringify(unsaved)));
    const kept: Sealed = { at: Date.now(), text: toText(nonce) + toText(sealed) };
    try {
      localStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      localStorage.removeItem(this.name); // It is full: rather nothing than what was typed before.
    }
  }

  /** Read what is kept; what cannot be read is thrown away. */
  read(): Unsaved | null {
    const kept = localStorage.getItem(this.name);
    if (!kept) return null;
    try {
      const { text } = JSON.parse(kept) as Sealed;
      const end = (NONCE_BYTES / 3) * 4;
      const plain = xchacha20poly1305(this.key, toBytes(text.slice(0, end))).decrypt(toBytes(text.slice(end)));
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
