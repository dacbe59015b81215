// A correct subject in a few lines of Node.js: he_normal in float32.
import { createInterface } from "node:readline";
import { normals, npy } from "./npy.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  const { describe, id, initializer, shape, seed } = JSON.parse(line);
  if (describe)
    console.log(JSON.stringify({ name: "he", version: "1.0.0", layout: "io", initializers: ["he_normal"] }));
  else if (initializer !== "he_normal") console.log(JSON.stringify({ id, error: `unsupported: ${initializer}` }));
  else process.stdout.write(npy(shape, normals(seed, shape[0] * shape[1], Math.sqrt(2 / shape[0]))));
}
