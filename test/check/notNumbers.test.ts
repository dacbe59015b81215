/** Entries that are no numbers, or the ends of the number line: every check and the diagnosis answer, and none passes a NaN. */
import { expect, test } from "vitest";
import { checks } from "../../harness/check/index.js";
import { sampleOf } from "../../harness/check/sample.js";
import { expectationOf } from "../../harness/contract/initializer.js";
import { diagnose } from "../../harness/gate/diagnose/index.js";
import { heNormal, heUniform, orthogonal, sparse } from "../../initializers/index.js";

const SPECIAL: Readonly<Record<string, (k: number) => number>> = {
  NaN: () => Number.NaN,
  "one NaN": (k) => (k === 500 ? Number.NaN : Math.sin(k)),
  Infinity: () => Number.POSITIVE_INFINITY,
  "-Infinity": () => Number.NEGATIVE_INFINITY,
  "a mixture": (k) => [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1][k % 6]!,
  "the largest": (k) => (k % 2 === 0 ? 3e38 : -3e38),
  "the smallest": () => 1e-45,
};

test.each(
  Object.keys(SPECIAL).flatMap((what) => [heNormal, heUniform, orthogonal, sparse].map((one) => [what, one] as const)),
)("%s in $name", (what, initializer) => {
  const expected = expectationOf(initializer, { shape: [30, 40], layout: "io" });
  const tensor = (): Float32Array => Float32Array.from({ length: 1200 }, (_, k) => SPECIAL[what]!(k));
  const tensors = [tensor(), tensor()];
  const drawn = { expected, dtype: "float32", tensors, again: tensor(), atZero: [tensor(), tensor()] } as const;
  const sample = sampleOf({ ...drawn, neighbours: [tensor(), tensor()] });
  const prospect = { expected, dtype: "float32", n: 2400, tensors: 2, reseeded: true } as const;
  const failed = checks
    .filter((check) => check.applies(prospect))
    .filter((check) => !(check.run(sample).pValue > 1e-6));
  expect(failed.length).toBeGreaterThan(0);
  expect(diagnose({ expected, samples: [sample], failed: failed.map(({ name }) => name) }).mistake).not.toBe("");
});
