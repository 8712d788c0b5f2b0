// Bytes as text (base64) and back.

export const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
export const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
