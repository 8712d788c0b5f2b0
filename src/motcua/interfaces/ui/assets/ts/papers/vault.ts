// Keeps files that are not sent yet on the telephone, so that they go on after the page, the browser or the
// telephone itself was closed. They lie encrypted under a key that only the page of this draft carries: whoever
// finds the telephone, or logs in as somebody else, finds nothing readable. What is a day old is thrown away.
// Where the browser has no such store (private windows), files live as long as the page.

import { keyOf, seal, unseal } from "./sealing";

const KEPT_MS = 24 * 3600 * 1000;
// More than the server takes is not kept: it is refused anyway.
const MOST_BYTES = 32 * 1048576;
const STORE = "files";

export interface Kept {
  id: string;
  file: File;
  component: string;
  /** Where its pieces go, once the server made room for it; "" before. */
  url: string;
}

interface Row {
  id: string;
  draft: string;
  component: string;
  url: string;
  at: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open("motcua-giay-to", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return done(request);
}

export class Vault {
  private constructor(private readonly draft: string, private readonly key: CryptoKey, private readonly db: IDBDatabase) {}

  /** Open the store for a draft, or return null where there is none. `secret` in base64. */
  static async open(draft: string, secret: string): Promise<Vault | null> {
    try {
      return new Vault(draft, await keyOf(secret), await opened());
    } catch {
      return null;
    }
  }

  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction(STORE, mode).objectStore(STORE);
  }

  async keep({ id, file, component, url }: Kept): Promise<void> {
    if (file.size > MOST_BYTES) return;
    const name = new TextEncoder().encode(JSON.stringify([file.name, file.type]));
    const head = new Uint8Array(new Uint32Array([name.length]).buffer);
    const plain = await new Blob([head, name, file]).arrayBuffer();
    const row: Row = { id, draft: this.draft, component, url, at: Date.now(), ...(await seal(this.key, plain)) };
    await done(this.store("readwrite").put(row));
  }

  async locate(id: string, url: string): Promise<void> {
    const row = await done(this.store("readonly").get(id) as IDBRequest<Row | undefined>);
    if (row) await done(this.store("readwrite").put({ ...row, url }));
  }

  async drop(id: string): Promise<void> {
    await done(this.store("readwrite").delete(id));
  }

  /** Return what waits for this draft, in the order in which it was chosen. */
  async waiting(): Promise<Kept[]> {
    const rows = await done(this.store("readonly").getAll() as IDBRequest<Row[]>);
    const found: Kept[] = [];
    for (const row of rows.sort((a, b) => a.at - b.at)) {
      if (row.at + KEPT_MS < Date.now()) await this.drop(row.id);
      else if (row.draft === this.draft) found.push(await this.unsealed(row));
    }
    return found;
  }

  private async unsealed({ id, component, url, iv, sealed }: Row): Promise<Kept> {
    const plain = await unseal(this.key, iv, sealed);
    const end = 4 + new Uint32Array(plain.slice(0, 4))[0]!;
    const [name, type] = JSON.parse(new TextDecoder().decode(plain.slice(4, end))) as [string, string];
    return { id, component, url, file: new File([plain.slice(end)], name, { type }) };
  }
}
