/** Tensors larger than memory should hold: excerpts, invariants throughout, and the memory that it takes. */
import { closeSync, ftruncateSync, mkdtempSync, openSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { excerptOf, fromStored, MOST_ENTRIES, type Readable } from "../../harness/audit/excerpt.js";
import { fill } from "../../harness/contract/initializer.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import type { Weights } from "../../harness/weights/weights.js";
import { heNormal, lecunNormal, ones, orthogonal } from "../../initializers/index.js";
import { initgatePeak } from "../peak.js";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-large-"));

/** A tensor whose every value is its place in C order, never whole in memory. */
function numbered(shape: readonly number[], fortran: boolean): { weights: Weights; entry: Readable } {
  const size = shape.reduce((product, d) => product * d, 1);
  const entry: Readable = { name: "w", shape, dtype: "float64", ...(fortran ? { fortran } : {}) };
  const pieces = async function* () {
    for (let at = 0; at < size; at += 100_000) {
      yield Float64Array.from({ length: Math.min(100_000, size - at) }, (_, k) =>
        fortran ? fromStored(at + k, shape) : at + k,
      );
    }
  };
  return {
    weights: {
      entries: [entry],
      layouts: "oi",
      notes: [],
      load: () => Promise.reject(new Error("too large")),
      pieces,
      close: async () => {},
    },
    entry,
  };
}

describe("an excerpt", () => {
  test.each([
    [[3000, 1000], false],
    [[3000, 1000], true],
    [[7, 500_000], false],
    [[500_000, 7], true],
    [[40, 30, 2000], true],
    [[3_000_001], false],
    [[2, 1_500_000], false],
    [[1_500_000, 2], true],
  ] as const)("of %j, Fortran order %s, knows where its entries lie", async (shape, fortran) => {
    const { weights, entry } = numbered(shape, fortran);
    const { dims, entries, indexOf, isWhole } = await excerptOf(weights, entry);
    expect(isWhole).toBe(false);
    expect(entries.length).toBeLessThanOrEqual(MOST_ENTRIES);
    expect(entries.length).toBeGreaterThan(MOST_ENTRIES * 0.9);
    expect(dims.reduce((product, d) => product * d, 1)).toBe(entries.length);
    const wrong = entries.findIndex((x, k) => x !== indexOf(k));
    expect(wrong).toBe(-1);
    expect(new Set(entries).size).toBe(entries.length);
    // From the beginning to the end, with nothing of importance left out.
    const size = shape.reduce((product, d) => product * d, 1);
    expect(entries[0]).toBe(0);
    expect(Float64Array.from(entries).reduce((most, x) => Math.max(most, x), 0)).toBeGreaterThan(size * 0.9);
  });
});

describe("a large tensor", () => {
  const spec = { shape: [1500, 2000], layout: "io" };
  const data = fill(heNormal, { ...spec, seed: 5 });
  const save = (name: string, values: Float32Array): string => {
    const path = join(folder, `${name}.npy`);
    writeFileSync(path, encodeNpy({ shape: spec.shape, dtype: "float32", data: values }));
    return path;
  };

  test("is identified, and passes, from an excerpt", () => {
    const run = initgate(["audit", save("right", data), "--json"]);
    const [row] = JSON.parse(run.stdout).rows;
    expect(row).toMatchObject({ bestFit: "he_normal", verdict: "pass" });
    expect(row.entries).toBeLessThanOrEqual(MOST_ENTRIES);
    expect(run.code).toBe(0);
  });

  test("does not pass for one entry outside the excerpt that is no number", () => {
    const spoiled = Float32Array.from(data);
    // The last entry of a run's gap: excerpts are runs from the beginnings of 24ths.
    spoiled[data.length - 1] = Number.NaN;
    const run = initgate(["audit", save("spoiled", spoiled), "--json"]);
    expect(JSON.parse(run.stdout).rows[0]).toMatchObject({ verdict: "fail", diagnosis: { mistake: "outliers" } });
    expect(run.code).toBe(1);
  });

  test("fails for a wrong scale, named", () => {
    const run = initgate([
      "audit",
      save(
        "wrong",
        data.map((x) => x / Math.SQRT2),
      ),
      "--as",
      "he_normal",
      "--json",
    ]);
    expect(JSON.parse(run.stdout).rows[0]).toMatchObject({ verdict: "fail", diagnosis: { mistake: "missing-gain" } });
  });
});

describe("a large orthogonal matrix", () => {
  const [WIDE, TALL] = [
    [1000, 1100],
    [1100, 1000],
  ] as const;
  const wide = fill(orthogonal, { shape: WIDE, layout: "io", seed: 3 });
  const save = (name: string, shape: readonly number[], data: Float32Array): string => {
    const path = join(folder, `${name}.npy`);
    writeFileSync(path, encodeNpy({ shape, dtype: "float32", data }));
    return path;
  };
  const audited = (path: string, ...args: readonly string[]) => {
    const run = initgate(["audit", path, ...args, "--json"]);
    return { ...JSON.parse(run.stdout).rows[0], code: run.code };
  };
  const transposed = Float32Array.from(wide, (_, k) => wide[(k % TALL[1]) * WIDE[1] + Math.floor(k / TALL[1])]!);

  test("is judged by some of its orthonormal vectors, claimed or not", () => {
    const path = save("wide", WIDE, wide);
    expect(audited(path)).toMatchObject({ bestFit: "orthogonal", verdict: "pass", code: 0 });
    expect(audited(path, "--as", "orthogonal")).toMatchObject({ verdict: "pass", code: 0 });
    const wrong = save(
      "stretched",
      WIDE,
      wide.map((x) => 1.01 * x),
    );
    expect(audited(wrong, "--as", "orthogonal")).toMatchObject({ verdict: "fail", code: 1 });
  });

  test("is doubt, and no failure, where no vector of it is whole", () => {
    const path = save("tall", TALL, transposed);
    expect(audited(path)).toMatchObject({ verdict: "undetermined", code: 2 });
    expect(audited(path, "--as", "orthogonal")).toMatchObject({ verdict: "undetermined", code: 2 });
  });

  test("is not taken for independent entries of its variance, nor those for it", () => {
    const path = save("lecun", TALL, fill(lecunNormal, { shape: TALL, layout: "io", seed: 4 }));
    expect(audited(path)).toMatchObject({ bestFit: "lecun_normal", verdict: "pass", code: 0 });
    expect(audited(save("tall", TALL, transposed), "--as", "lecun_normal")).toMatchObject({ verdict: "fail", code: 1 });
  });
});

describe("a sparse file of hundreds of megabytes", () => {
  const audited = (path: string, contract: string) => initgatePeak(["audit", path, "--as", contract, "--json"]);
  const sparse = (name: string, shape: readonly number[], fortran: boolean): string => {
    const path = join(folder, name);
    const size = shape.reduce((product, d) => product * d, 1);
    const header = `{'descr': '<f4', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${shape.join(", ")}), }`;
    const padded = `${header.padEnd(117)}\n`;
    const file = openSync(path, "w");
    writeSync(
      file,
      Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), Buffer.from([118, 0]), Buffer.from(padded)]),
    );
    ftruncateSync(file, 10 + 118 + 4 * size);
    closeSync(file);
    return path;
  };

  test.each([false, true])("is audited in bounded memory, Fortran order %s", (fortran) => {
    const { run, peak } = audited(sparse(`zeros-${fortran}.npy`, [30_000, 3_000], fortran), "zeros");
    expect(JSON.parse(run.stdout).rows[0]).toMatchObject({ bestFit: "zeros", verdict: "pass" });
    // 360 MB of values; a program that held them once would need as much again for decoding.
    expect(peak).toBeGreaterThan(30_000);
    expect(peak).toBeLessThan(300_000);
  });

  test("and so is one that fails", () => {
    const { run, peak } = audited(sparse("not-ones.npy", [30_000, 3_000], false), ones.name);
    expect(run.code).toBe(1);
    expect(peak).toBeLessThan(300_000);
  });
});
