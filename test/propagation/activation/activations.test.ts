import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  activationByName,
  activations,
  arcCosine0,
  arcCosine1,
  arcCosine2,
} from "../../../harness/propagation/activation/index.js";
import { readGolden } from "../../golden/read.js";
import { expectClose } from "../theory/close.js";

const CONTRACT = "linear relu leaky_relu tanh sigmoid erf gelu silu softplus mish elu selu softsign hard_tanh".split(
  " ",
);
const BEYOND = ["relu6", "sine", "squared_relu"];

/** Printed by Klambauer et al. (2017). */
const SELU = { alpha: 1.6732632423543772, lambda: 1.0507009873554805 };

test("every name of the contract is there", () => {
  expect(activations.map(({ name }) => name).sort()).toEqual([...CONTRACT, ...BEYOND].sort());
  expect(activationByName("swish")).toBe(activationByName("silu"));
  expect(activationByName("prelu_0.25").homogeneous).toEqual({ positive: 1, negative: 0.25 });
});

describe.each(activations)("$name", ({ fn, derivative, kinks, homogeneous }) => {
  const smooth = fc
    .double({ min: -30, max: 30, noNaN: true })
    .filter((x) => kinks.every((kink) => Math.abs(x - kink) > 1e-3));

  test("the derivative is the limit of differences", () => {
    fc.assert(
      fc.property(smooth, (x) => {
        const h = 1e-4;
        const slope = (8 * (fn(x + h) - fn(x - h)) - (fn(x + 2 * h) - fn(x - 2 * h))) / (12 * h);
        expect(Math.abs(slope - derivative(x))).toBeLessThan(1e-9 * (1 + Math.abs(x)));
      }),
    );
  });

  test("values and slopes stay finite however far out", () => {
    // Beyond 1e154 a square is no double.
    for (const x of [-1e150, -800, -40, -1e-300, 0, 1e-300, 40, 800, 1e150]) {
      expect(Number.isFinite(fn(x))).toBe(true);
      expect(Number.isFinite(derivative(x))).toBe(true);
    }
  });

  if (!homogeneous) return;

  test("scales with its input", () => {
    fc.assert(
      fc.property(smooth, (x) => {
        expect(fn(4 * x)).toBe(4 * fn(x));
      }),
    );
  });
});

test("the squared ReLU has the moments of independent, equal and opposite inputs", () => {
  const { kernel } = activationByName("relu2");
  const [q, sum] = [3, (a: number) => expect.closeTo(a, 12)];
  // E[u+^2] = q / 2 and E[u+] = sqrt(q / (2 pi)), whose squares are the moments of independent inputs; E[u+^4] = 3 q^2 / 2.
  expect([-1, 0, 1].map((c) => kernel!.phiPhi(q, c))).toEqual([sum(0), sum((q / 2) ** 2), sum((3 / 2) * q * q)]);
  expect([-1, 0, 1].map((c) => kernel!.dphiDphi(q, c))).toEqual([sum(0), sum((2 * q) / Math.PI), sum(2 * q)]);
});

test("SELU's constants follow from its fixed point", () => {
  const { fn, derivative } = activationByName("selu");
  expect(fn(1)).toBeCloseTo(SELU.lambda, 15);
  expect(derivative(-0) / fn(1)).toBeCloseTo(SELU.alpha, 14);
});

test("a leaky ReLU takes any slope from its name", () => {
  fc.assert(
    fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (slope) => {
      expect(activationByName(`leaky_relu_${slope}`).fn(-1)).toBeCloseTo(-slope, 15);
    }),
  );
});

test("an unknown name is answered with the list", () => {
  expect(() => activationByName("rleu")).toThrow(/^activation: must be one of linear, relu, .*, got "rleu"$/);
  expect(() => activationByName("leaky_relu_x")).toThrow(/got "leaky_relu_x"$/);
});

test.each(readGolden("arccos_kernel.csv"))("arc-cosine kernels at $cos_theta", (row) => {
  const c = Number(row["cos_theta"]);
  expectClose({ kappa0: arcCosine0(c), kappa1_norm: arcCosine1(c), kappa2_norm: arcCosine2(c) }, row, 1e-13);
});
