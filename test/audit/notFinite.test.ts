/** One entry that is not finite is a failure, wherever it stands and whatever is claimed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { encodeNpy } from "../../harness/weights/npy.js";
import { audit, fill, heNormal } from "../../index.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-not-finite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, "w.npy");
const SHAPES: readonly (readonly number[])[] = [
  [1, 1],
  [3, 5],
  [10, 10],
  [30, 40],
];
const CLAIMS = [
  undefined,
  "he_normal",
  "he_uniform",
  "zeros",
  "orthogonal",
  "any",
  "free(random_normal)",
  "free(orthogonal)",
];

describe.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("%d", (value) => {
  test.each(CLAIMS)("in weights claimed as %s", async (claim) => {
    for (const shape of SHAPES) {
      const size = shape[0]! * shape[1]!;
      for (const at of new Set([0, Math.floor(size / 2), size - 1])) {
        const data = Float32Array.from(fill(heNormal, { shape, layout: "io", seed: 1 }));
        data[at] = value;
        writeFileSync(file, encodeNpy({ shape, dtype: "float32", data }));
        const [row] = (await audit({ files: [file], layout: "io", ...(claim && { as: claim }) })).rows;
        const { verdict, pValue, diagnosis } = row!;
        expect({ shape, at, verdict, pValue, mistake: diagnosis?.mistake, evidence: diagnosis?.evidence }).toEqual({
          ...{ shape, at, verdict: "fail", pValue: 0, mistake: "outliers" },
          evidence: "entries that are not finite: 1",
        });
      }
    }
  });
});
