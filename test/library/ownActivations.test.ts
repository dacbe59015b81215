/** Activations of the caller: measured and predicted as the shipped ones, refused where the theory could not be right. */
import { expect, test } from "vitest";
import { type Activation, propagate } from "../../index.js";

const SMALL = { initializers: ["glorot_normal"], depths: [6], widths: [24], nets: 12, seed: 3 };

/** tanh under a name of its own, without the closed forms that the shipped one may have. */
const mine: Activation = {
  name: "mine",
  kinks: [],
  fn: Math.tanh,
  derivative: (x) => 1 - Math.tanh(x) ** 2,
};

test("an own activation has the curve of the shipped one that it equals", async () => {
  const { curves } = await propagate({ ...SMALL, activations: ["tanh", mine] });
  const [shipped, own] = curves;
  expect(own!.key.activation).toBe("mine");
  expect([own!.verdict, own!.inside]).toEqual([shipped!.verdict, shipped!.inside]);
  for (const [at, row] of own!.rows.entries()) {
    expect(row.logQ).toBeCloseTo(shipped!.rows[at]!.logQ!, 9);
    expect(row.predictedLogQ!).toBeCloseTo(shipped!.rows[at]!.predictedLogQ!, 6);
  }
});

test("it may be one of the layers of a network", async () => {
  const { curves } = await propagate({ ...SMALL, depths: [3], activations: ["mine-mine-linear", mine] });
  expect(curves.map(({ key }) => key.activation)).toEqual(["mine-mine-linear", "mine"]);
  expect(curves.map(({ inside }) => inside)).toEqual(["pass", "pass"]);
});

test.each([
  [{ name: "tanh" }, "must have a name that no shipped activation has, got tanh"],
  [{ name: "two words" }, 'must have a name of letters, digits and _, got "two words"'],
  [{ derivative: () => 1 }, "must have the derivative of its function, 0.00703"],
  [{ fn: () => Number.NaN }, "must be finite at -3.17, got NaN"],
  [{ kinks: [Number.NaN] }, "must list its kinks as finite numbers, got NaN"],
])("%o is refused in one line", async (change, message) => {
  await expect(propagate({ ...SMALL, activations: [{ ...mine, ...change }] })).rejects.toThrow(message);
});
