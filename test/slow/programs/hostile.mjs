// A subject whose every word is hostile: its name, its initializers, its errors. he_normal draws half of the variance.
import { createInterface } from "node:readline";
import { normals, npy } from "../../subject/programs/npy.mjs";

const MARKUP = '<img src="https://example.com/x.png" onerror="alert(1)">';
// Control characters and reversals of direction are refused in names, and stand in errors.
const NAMES = [MARKUP, "=cmd|' /C calc'!A0", "he_normal"];

for await (const line of createInterface({ input: process.stdin })) {
  const { describe, id, initializer, shape, seed } = JSON.parse(line);
  if (describe) console.log(JSON.stringify({ name: MARKUP, version: "=1+1", layout: "io", initializers: NAMES }));
  else if (initializer === "he_normal")
    process.stdout.write(npy(shape, normals(seed, shape[0] * shape[1], Math.sqrt(1 / shape[0]))));
  else console.log(JSON.stringify({ id, error: `unsupported: ${MARKUP} \u001b[31m \u202e ${initializer}` }));
}
