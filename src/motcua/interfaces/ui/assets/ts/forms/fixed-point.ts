// Numbers of forms, the twin of blocks/forms/rules/fixed_point.py: millionths as BigInt, half to even.

// Inside the tree every number is a BigInt of millionths; `BigInt()` instead of literals, for older phones' parsers.
export const SCALE = BigInt(1000000);
export const LIMIT = SCALE * BigInt(10) ** BigInt(15);
const ZERO = BigInt(0);
const ONE = BigInt(1);
const TWO = BigInt(2);
const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

export const magnitude = (micro: bigint): bigint => (micro < ZERO ? -micro : micro);

/** Quotient rounded half to even; `right` is not zero. */
export function divideEven(left: bigint, right: bigint): bigint {
  const negative = left < ZERO !== right < ZERO;
  const [top, bottom] = [magnitude(left), magnitude(right)];
  const [quotient, rest] = [top / bottom, (top % bottom) * TWO];
  const up = rest > bottom || (rest === bottom && quotient % TWO === ONE);
  const rounded = quotient + (up ? ONE : ZERO);
  return negative ? -rounded : rounded;
}

/** Millionths of a number by its decimal text; null when it is none or too large. */
export function millionths(text: string): bigint | null {
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const digits = BigInt(parts[2]! + (parts[3] ?? ""));
  const exponent = Number(parts[4] ?? 0) - (parts[3] ?? "").length;
  if (digits === ZERO || exponent < -400) return ZERO;
  if (exponent > 400) return null;
  const power = BigInt(10) ** BigInt(Math.abs(exponent));
  // Too large is asked of the number itself, before it is rounded.
  const [top, bottom] = exponent < 0 ? [digits * SCALE, power] : [digits * SCALE * power, ONE];
  if (top > LIMIT * bottom) return null;
  const micro = divideEven(top, bottom);
  return parts[1] ? -micro : micro;
}

/** The number in digits: `3`, `-2.5`. */
export function written(micro: bigint): string {
  const size = magnitude(micro);
  const rest = String(size % SCALE).padStart(6, "0").replace(/0+$/, "");
  return `${micro < ZERO ? "-" : ""}${size / SCALE}${rest && "."}${rest}`;
}
