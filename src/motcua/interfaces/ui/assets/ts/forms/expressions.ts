// The expression tree of forms, the twin of blocks/forms/rules/expressions.py, whose text is normative. A test
// compares the two over many thousand random trees. Numbers are BigInt of millionths; what JSON cannot carry exactly
// (a decimal answer) is given as one.
import { dayNumber, fullDate, isDate } from "./dates";
import { divideEven, LIMIT, magnitude, millionths, SCALE } from "./fixed-point";
import { matches } from "./patterns";

export type Value = null | boolean | string | bigint | object;
export type Answers = ReadonlyMap<string, unknown>;
type Run = { readonly answers: Answers; readonly today: string };
type Operator = (args: unknown[], run: Run, depth: number) => Value;

const MAX_DEPTH = 40;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A plain value as the tree knows it; anything foreign is null. */
function scalar(value: unknown): Value {
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return magnitude(value) > LIMIT ? null : value;
  return typeof value === "number" ? millionths(String(value)) : null;
}

function answer(id: unknown, run: Run): Value {
  const value = typeof id === "string" ? run.answers.get(id) : null;
  if (value === "") return null;
  return typeof value === "object" ? value : scalar(value);
}

function value(tree: unknown, run: Run, depth: number): Value {
  if (depth > MAX_DEPTH) return null;
  if (!isObject(tree)) return scalar(tree);
  const keys = Object.keys(tree);
  if (keys.length !== 1) return null;
  const [name, raw] = [keys[0]!, tree[keys[0]!]];
  if (name === "field") return answer(raw, run);
  const known = OPERATORS.get(name);
  if (!known || !Array.isArray(raw) || raw.length < known[0] || raw.length > known[1]) return null;
  return known[2](raw, run, depth + 1);
}

/** Value of the expression for these answers on this day (`YYYY-MM-DD`); never throws. */
export function evaluate(tree: unknown, answers: Answers, today: string): Value {
  return value(tree, { answers, today }, 0);
}

/** True when the expression is exactly true. */
export function holds(tree: unknown, answers: Answers, today: string): boolean {
  return evaluate(tree, answers, today) === true;
}

/** True when the value says something: not empty, an object with a part that says something. */
export function isAnswered(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.values(value).some((part) => part !== null && part !== "");
  return value !== null && value !== undefined && value !== "";
}

const isOpaque = (value: Value): boolean => typeof value === "object" && value !== null;
const same = (left: Value, right: Value): boolean => left === right && !isOpaque(left);

/** -1, 0, 1, or null when the two cannot be compared. */
function order(left: Value, right: Value): number | null {
  if (typeof left === "string" && typeof right === "string") {
    if (left.length !== right.length || !isDate(left) || !isDate(right)) return null;
  } else if (typeof left !== "bigint" || typeof right !== "bigint") return null;
  return left < right ? -1 : left > right ? 1 : 0;
}

function among(args: unknown[], run: Run, depth: number): boolean {
  const wanted = value(args[0], run, depth);
  const found = Array.isArray(args[1]) ? args[1].map((one) => value(one, run, depth + 1)) : value(args[1], run, depth);
  return wanted !== null && Array.isArray(found) && found.some((one) => same(wanted, isOpaque(one) ? null : scalar(one)));
}

function answered(args: unknown[], run: Run): boolean {
  const arg = args[0];
  return isObject(arg) && Object.keys(arg).join() === "field" && isAnswered(answer(arg.field, run));
}

function fold(step: (total: bigint, next: bigint) => bigint | null): Operator {
  return (args, run, depth) => {
    let total: bigint | null = null;
    for (const arg of args) {
      const next = value(arg, run, depth);
      if (typeof next !== "bigint") return null;
      total = total === null ? next : step(total, next);
      if (total === null || magnitude(total) > LIMIT) return null;
    }
    return total;
  };
}

function age(args: unknown[], run: Run, depth: number): Value {
  const [born, now] = [fullDate(value(args[0], run, depth)), fullDate(run.today)!];
  if (!born || dayNumber(born) > dayNumber(now)) return null;
  const before = now[1] < born[1] || (now[1] === born[1] && now[2] < born[2]);
  return BigInt(now[0] - born[0] - (before ? 1 : 0)) * SCALE;
}

function days(args: unknown[], run: Run, depth: number): Value {
  const [start, end] = args.map((arg) => fullDate(value(arg, run, depth)));
  return start && end ? BigInt(dayNumber(end) - dayNumber(start)) * SCALE : null;
}

function year(args: unknown[], run: Run, depth: number): Value {
  const text = value(args[0], run, depth);
  return typeof text === "string" && isDate(text) ? BigInt(text.slice(0, 4)) * SCALE : null;
}

function pair(judge: (left: Value, right: Value) => boolean): Operator {
  return (args, run, depth) => judge(value(args[0], run, depth), value(args[1], run, depth));
}

const compare = (accept: (order: number) => boolean): Operator =>
  pair((left, right) => {
    const found = order(left, right);
    return found !== null && accept(found);
  });

const ANY = Infinity;
const OPERATORS = new Map<string, [least: number, most: number, apply: Operator]>([
  ["and", [1, ANY, (args, run, depth) => args.every((arg) => value(arg, run, depth) === true)]],
  ["or", [1, ANY, (args, run, depth) => args.some((arg) => value(arg, run, depth) === true)]],
  ["not", [1, 1, (args, run, depth) => value(args[0], run, depth) !== true]],
  ["eq", [2, 2, pair(same)]],
  ["ne", [2, 2, pair((left, right) => left !== null && right !== null && !same(left, right))]],
  ["lt", [2, 2, compare((found) => found < 0)]],
  ["le", [2, 2, compare((found) => found <= 0)]],
  ["gt", [2, 2, compare((found) => found > 0)]],
  ["ge", [2, 2, compare((found) => found >= 0)]],
  ["in", [2, 2, among]],
  ["answered", [1, 1, answered]],
  ["add", [2, ANY, fold((a, b) => a + b)]],
  ["sub", [2, 2, fold((a, b) => a - b)]],
  ["mul", [2, ANY, fold((a, b) => divideEven(a * b, SCALE))]],
  ["div", [2, 2, fold((a, b) => (b ? divideEven(a * SCALE, b) : null))]],
  ["today", [0, 0, (_, run) => run.today]],
  ["age", [1, 1, age]],
  ["days", [2, 2, days]],
  ["year", [1, 1, year]],
  ["matches", [2, 2, (args, run, depth) => matches(value(args[0], run, depth), args[1])]],
]);
