// Seals files that wait in the browser (AES-GCM), under a key that only a page of the draft carries.
import { toBytes } from "../shared/text";

/** The key of a secret in base64; throws where the browser cannot seal (no https). */
export function keyOf(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", toBytes(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function seal(key: CryptoKey, plain: BufferSource): Promise<{ iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
}

/** Throws when it was sealed under another key. */
export function unseal(key: CryptoKey, iv: BufferSource, sealed: BufferSource): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
}
