/** Activations of the caller: measured and predicted as the shipped ones, refused where the theory could not be right. */
import { expect, test } from "vitest";
import { correlationMoments } from "../../harness/propagation/theory/index.js";
import { type Activation, propagate, recommend } from "../../index.js";

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
  [{ name: "swish" }, "must have a name that no shipped activation has, got swish"],
  [{ name: "prelu_1" }, "must have a name that no shipped activation has, got prelu_1"],
  [{ name: "a\nb" }, /^activations: a b must have a name of letters, digits and _, got "a\\nb"$/],
  [{ fn: undefined as never }, "must be names or values with name, kinks, fn and derivative, got object"],
  [{ derivative: () => 1 }, "must have the derivative of its function, 0.00703"],
  [{ fn: () => Number.NaN }, "must be finite at -3.17, got NaN"],
  [{ kinks: [Number.NaN] }, "must list its kinks as finite numbers, got NaN"],
])("%o is refused in one line", async (change, message) => {
  await expect(propagate({ ...SMALL, activations: [{ ...mine, ...change }] })).rejects.toThrow(message);
});

test.each([null, undefined, 5])("%j is no activation", async (none) => {
  await expect(propagate({ ...SMALL, activations: [none as never] })).rejects.toThrow(
    /^activations: must be names or values with name, kinks, fn and derivative, got \w+$/,
  );
});

test("two of one name are refused: the second would be taken for the first", async () => {
  const other: Activation = { ...mine, fn: (x) => x, derivative: () => 1 };
  const run = propagate({ ...SMALL, activations: [mine, other] });
  await expect(run).rejects.toThrow("activations: each must have a name of its own, got mine twice");
});

test("recommend takes one, says its name, and refuses what propagate refuses", () => {
  const own = recommend({ activation: mine, depth: 10 });
  expect(own.activation).toBe("mine");
  const names = ({ candidates }: typeof own): readonly string[] => candidates.map(({ initializer }) => initializer);
  expect(names(own)).toEqual(names(recommend({ activation: "tanh", depth: 10 })));
  expect(() => recommend({ activation: { ...mine, derivative: () => 1 }, depth: 10 })).toThrow(
    "activations: mine must have the derivative of its function",
  );
  expect(() => recommend({ activation: null as never, depth: 10 })).toThrow("activations: must be names or values");
});

test("a kink below zero alone bends the theory of two inputs there", () => {
  const folded = (kinks: readonly number[]): Activation => ({
    ...{ name: "folded", kinks, fn: (x) => (x < -0.7 ? x : 0), derivative: (x) => (x < -0.7 ? 1 : 0) },
  });
  const [one, both] = [[-0.7], [-0.7, 0.7]].map((kinks) => correlationMoments(folded(kinks), 1.3, 0.4));
  expect(one!.phiPhi).toBe(both!.phiPhi);
  expect(one!.dphiDphi).toBe(both!.dphiDphi);
});
