// A correct subject that answers after so many milliseconds, and writes down when it was asked: node waiting.mjs 100 FILE.
// With a third word it computes instead: an amount of work that takes about as long on a free core, and longer on a shared one.
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { normals, npy } from "./npy.mjs";

const [milliseconds, file, computes] = process.argv.slice(2);

const STEPS_A_MS = 45_000;
function compute() {
  let sum = 0;
  for (let k = 1; k <= STEPS_A_MS * Number(milliseconds); k++) sum += Math.sqrt(k) % 1;
  return sum;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { describe, shape, seed } = JSON.parse(line);
  if (describe)
    console.log(JSON.stringify({ name: "waiting", version: "1.0.0", layout: "io", initializers: ["he_normal"] }));
  else {
    appendFileSync(file, `${process.pid} ${performance.now()}\n`);
    if (computes) compute();
    else await wait(Number(milliseconds));
    process.stdout.write(npy(shape, normals(seed, shape[0] * shape[1], Math.sqrt(2 / shape[0]))));
  }
}
