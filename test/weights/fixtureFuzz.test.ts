/** Files of real libraries, damaged: tensors, or one line of what is wrong, in bounded time. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openWeights } from "../../harness/weights/openWeights.js";
import { damaged, fuzzRuns } from "./damaged.js";
import { FIXTURES } from "./fixtureFiles.js";
import { survives } from "./survives.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-damaged-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The slow suite tries so many files of each kind; FUZZ_MOST=20000 is the number that docs/audit.md reports. */
const MOST_RUNS = Number(process.env["FUZZ_MOST"] ?? 2_000);
/** No single file may keep a reader busy; in long runs the machine may have other work. */
const timeout = MOST_RUNS > 2_000 ? 60_000 : 5_000;
/** A seed is printed with a failure; the same files are tried every time. */
const seed = 20_261_128;

/** The file that is damaged; what lies beside it is as it was. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  "PyTorch archive": ["torch/state.pt", "torch/protocol4.pt", "torch/module.pt", "torch/odd.pt"],
  "PyTorch pickle": ["torch/legacy.pth", "torch/module.pth"],
  "shard index": ["sharded/model.safetensors.index.json"],
  gguf: ["gguf/model.gguf"],
  flax: ["flax/params.msgpack"],
  onnx: ["onnx/model.onnx", "onnx/outside.onnx"],
  tfjs: ["tfjs/model.json"],
  h5: ["h5/plain.h5", "keras/model.weights.h5"],
  keras: ["keras/model.keras"],
};

test.each(Object.entries(kinds))("a damaged file: %s", async (kind, names) => {
  const cases = names.map((name, k) => {
    const copy = join(folder, `${kind}-${k}`);
    cpSync(dirname(join(FIXTURES, name)), copy, { recursive: true });
    return { bytes: readFileSync(join(FIXTURES, name)), path: join(copy, basename(name)) };
  });
  const files = fc
    .constantFrom(...cases)
    .chain(({ bytes, path }) => damaged(fc.constant(bytes)).map((by) => ({ path, by })));
  await fc.assert(
    fc.asyncProperty(files, async ({ path, by }) => {
      writeFileSync(path, by);
      return survives(openWeights(path));
    }),
    { numRuns: Math.min(MOST_RUNS, fuzzRuns(kind === "h5" || kind === "keras" ? 100 : 400)), timeout, seed },
  );
});

test("the fixtures are small", () => {
  for (const name of Object.values(kinds).flat()) expect(statSync(join(FIXTURES, name)).size).toBeLessThan(30_000);
});
