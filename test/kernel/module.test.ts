/** The kernels are built, are those of the sources, and are used: a silent fall back to TypeScript would be slow, not wrong. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileKernels } from "../../harness/kernel/assembly/compile.mjs";
import { histogramKernel } from "../../harness/kernel/histogram.js";
import { kernelModule, reserve } from "../../harness/kernel/module.js";
import { statisticsKernel } from "../../harness/kernel/statistics.js";

const BUILT = new URL("../../dist/harness/kernel/", import.meta.url);

test("the build's modules are those that the sources make", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kernels-"));
  try {
    const names = await compileKernels(folder);
    expect(names.length).toBeGreaterThan(0);
    expect(readdirSync(BUILT).filter((file) => file.endsWith(".wasm"))).toEqual(names.map((name) => `${name}.wasm`));
    for (const name of names) {
      const built = readFileSync(new URL(`${name}.wasm`, BUILT));
      expect(built.equals(readFileSync(join(folder, `${name}.wasm`))), `${name}: run npm run build`).toBe(true);
      expect(kernelModule(name), `${name} must run on this engine`).toBeDefined();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a module that is not there is not there", () => {
  expect(kernelModule("no-such-kernel")).toBeUndefined();
});

test("reserved memory begins behind the static data and grows", () => {
  const module = kernelModule("fill")!;
  const at = reserve(module, 3 * 2 ** 16)!;
  expect(at).toBeGreaterThanOrEqual(module.heapBase());
  expect(at % 64).toBe(0);
  expect(module.memory.buffer.byteLength).toBeGreaterThanOrEqual(at + 3 * 2 ** 16);
  expect(reserve(module, 1)).toBe(at);
});

test("memory that the system refuses is undefined, and every kernel then leaves the work to TypeScript", () => {
  const module = kernelModule("fill")!;
  expect(reserve(module, 2 ** 40)).toBeUndefined();
  expect(statisticsKernel(2 ** 40)).toBeUndefined();
  expect(histogramKernel(2 ** 33, 1, 1)).toBeUndefined();
});
