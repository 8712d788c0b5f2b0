// Evaluates a batch for the test that compares the twins. In: the path of a file with one JSON line per case
// {tree, answers, today}, where a decimal answer is {"$number": "2.5"}. Out: one line per case, type and value.
import { readFileSync, writeFileSync } from "node:fs";
import { evaluate } from "../../../../src/motcua/interfaces/ui/assets/ts/forms/expressions";
import { millionths, written } from "../../../../src/motcua/interfaces/ui/assets/ts/forms/fixed-point";

function revive(_: string, part: unknown): unknown {
  const number = typeof part === "object" && part !== null && "$number" in part ? part.$number : null;
  return typeof number === "string" ? millionths(number) : part;
}

function told(result: unknown): string {
  if (typeof result === "bigint") {
    const text = written(result);
    return `${text.includes(".") ? "decimal" : "int"} ${text}`;
  }
  return typeof result === "object" && result !== null ? "opaque" : JSON.stringify(result);
}

const [input, output] = process.argv.slice(2) as [string, string];
const lines = readFileSync(input, "utf8").trimEnd().split("\n");
writeFileSync(
  output,
  lines
    .map((line) => {
      const { tree, answers, today } = JSON.parse(line, revive);
      return told(evaluate(tree, new Map(Object.entries(answers)), today));
    })
    .join("\n"),
);
