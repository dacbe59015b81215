// A correct subject that notes every start in the file FLEETING_PIDS, takes its time, and dies where it is told to: MS [SHAPE...].
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { normals, npy } from "./npy.mjs";

const [wait, ...deadly] = process.argv.slice(2);
appendFileSync(process.env.FLEETING_PIDS, `${process.pid}\n`);
let asked = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { describe, shape, seed } = JSON.parse(line);
  if (describe) {
    console.log(JSON.stringify({ name: "fleeting", version: "1", layout: "io", initializers: ["he_normal"] }));
    continue;
  }
  if (asked++ % 8 === 0) await new Promise((resolve) => setTimeout(resolve, Number(wait)));
  if (deadly.includes(shape.join("x"))) {
    console.error(`died of ${shape.join("x")}`);
    process.exit(3);
  }
  process.stdout.write(npy(shape, normals(seed, shape[0] * shape[1], Math.sqrt(2 / shape[0]))));
}
