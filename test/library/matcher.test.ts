import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initializers as anyInitializer, seeds, shapesFor } from "../../fast-check.js";
import { fill } from "../../harness/contract/initializer.js";
import { glorotUniform, heNormal, lecunNormal, orthogonal, zeros } from "../../initializers/index.js";
import { toFollowInitializer } from "../../vitest.js";

const spec = { shape: [300, 500], layout: "io" };

describe("expect(weights).toFollowInitializer", () => {
  test.each([heNormal, glorotUniform, orthogonal, zeros])("$name follows itself", (initializer) => {
    expect(fill(initializer, { ...spec, seed: 9 })).toFollowInitializer(initializer, spec);
  });

  test("a wrong variance fails, and the message says which", () => {
    const weights = fill(lecunNormal, { ...spec, seed: 9 });
    expect(weights).not.toFollowInitializer(heNormal, spec);
    expect(() => expect(weights).toFollowInitializer(heNormal, spec)).toThrow(
      /he_normal of 300x500 io: .*\n {2}variance: /,
    );
  });

  test("the message has the four strongest checks, in numbers for people, and how many more there are", () => {
    const { message } = toFollowInitializer(fill(lecunNormal, { ...spec, seed: 9 }), heNormal, spec);
    const [, ...lines] = message().split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^ {2}variance: expected 0\.006667, observed 0\.0033\d\d?, p < 1e-300$/);
    expect(lines[4]).toMatch(/^ {2}and \d+ more checks$/);
  });

  test("what cannot be judged does not pass", () => {
    expect(toFollowInitializer(new Float32Array(3), heNormal, spec).pass).toBe(false);
    expect(toFollowInitializer("weights", heNormal, spec).message()).toBe(
      "he_normal of 300x500 io: must be 150000 numbers, got string",
    );
    expect(toFollowInitializer([0.1, 0.2], heNormal, { shape: [1, 2] }).pass).toBe(false);
    const spoiled = fill(heNormal, { ...spec, seed: 9 });
    spoiled[7] = Number.NaN;
    expect(toFollowInitializer(spoiled, heNormal, spec).pass).toBe(false);
  });

  test("arrays of numbers and tensors with data are taken", () => {
    const weights = fill(heNormal, { ...spec, seed: 9 });
    expect(Array.from(weights)).toFollowInitializer(heNormal, spec);
    expect({ data: weights }).toFollowInitializer(heNormal, spec);
  });
});

test("arbitraries make specs that fill", () => {
  fc.assert(
    fc.property(
      anyInitializer().chain((initializer) => fc.tuple(fc.constant(initializer), shapesFor(initializer), seeds())),
      ([initializer, weight, seed]) => {
        expect(fill(initializer, { ...weight, seed })).toHaveLength(
          weight.shape.reduce((product, d) => product * d, 1),
        );
      },
    ),
  );
});
