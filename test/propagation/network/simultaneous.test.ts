/** Bands over whole curves hold them as often as they promise. */
import { describe, expect, test } from "vitest";
import { computedLaw, deadLaw } from "../../../harness/propagation/network/layerLaw.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { simultaneousQuantile } from "../../../harness/propagation/network/simultaneous.js";
import { bonferroniQuantile } from "../../../harness/propagation/theory/index.js";

const DEPTH = 40;
/** First a layer's own noise, then steps: the variances of a ReLU network. */
const variances = Array.from({ length: DEPTH }, (_, l) => 2 + 5 * l);
const laws = variances.map((variance) => computedLaw(0, variance, 0));

function missed(z: number, experiments: number): number {
  const read = normalReader(4, "walk");
  const steps = new Float64Array(DEPTH);
  let outside = 0;
  for (let i = 0; i < experiments; i++) {
    read(steps);
    let sum = 0;
    if (
      steps.some((step, l) => {
        sum += step * Math.sqrt(variances[l]! - (variances[l - 1] ?? 0));
        return Math.abs(sum) > z * Math.sqrt(variances[l]!);
      })
    )
      outside++;
  }
  return outside / experiments;
}

describe.each([0.05, 0.01])("alpha %d", (alpha) => {
  const z = simultaneousQuantile(laws, true, alpha);
  test("a walk's supremum", () => {
    const experiments = 20_000;
    expect(Math.abs(missed(z, experiments) - alpha)).toBeLessThan(4 * Math.sqrt(alpha / experiments));
  });
  test("is less than Bonferroni's, which is used where steps are not independent", () => {
    expect(z).toBeLessThan(bonferroniQuantile(DEPTH, alpha));
    expect(simultaneousQuantile(laws, false, alpha)).toBe(bonferroniQuantile(DEPTH, alpha));
  });
});

test("layers that are certain or dead do not count", () => {
  const one = [computedLaw(0, 0, 1), deadLaw, null, computedLaw(0, 3, 1)];
  expect(simultaneousQuantile(one, false, 0.01)).toBe(bonferroniQuantile(1, 0.01));
  expect(simultaneousQuantile([], true, 0.01)).toBe(bonferroniQuantile(1, 0.01));
});

test("networks that die are other networks at every layer: no walk", () => {
  const dying = laws.map((law) => ({ ...law, deadProbability: 0.1 }));
  expect(simultaneousQuantile(dying, true, 0.01)).toBe(bonferroniQuantile(DEPTH, 0.01));
});
