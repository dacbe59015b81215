/** The law that is named where the scale is right and the shape is not: by samples whose makers know nothing of its density. */
import { describe, expect, it } from "vitest";
import { otherLawOf } from "../../harness/gate/diagnose/otherLaw.js";
import { OTHER_LAWS, type OtherLaw } from "../../harness/gate/diagnose/otherLaws.js";
import { normalPdf } from "../../harness/numeric/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";

const N = 20_000;

interface Source {
  readonly uniform: () => number;
  readonly normal: () => number;
}
const sampled = (draw: (source: Source) => number, seed = 1): Float64Array => {
  const uniform = from53Bits(xoshiro128(seed));
  const source = { uniform, normal: boxMuller(uniform) };
  return Float64Array.from({ length: N }, () => draw(source));
};

const flat = (y: number): number => (Math.abs(y) <= Math.sqrt(3) ? 1 / (2 * Math.sqrt(3)) : 0);
const gamma1 = (u: number): number => -Math.log(1 - u);
const laws: Readonly<Record<string, (source: Source) => number>> = {
  uniform: ({ uniform }) => Math.sqrt(3) * (2 * uniform() - 1),
  Laplace: ({ uniform }) => (gamma1(uniform()) - gamma1(uniform())) / Math.SQRT2,
  logistic: ({ uniform }) => (Math.sqrt(3) / Math.PI) * -Math.log(1 / (uniform() || 0.5) - 1),
  triangular: ({ uniform }) => Math.sqrt(6) * (uniform() - uniform()),
  semicircle: ({ uniform }) => 2 * Math.sqrt(uniform()) * Math.cos(2 * Math.PI * uniform()),
  arcsine: ({ uniform }) => Math.SQRT2 * Math.cos(2 * Math.PI * uniform()),
  "exponential less its mean": ({ uniform }) => gamma1(uniform()) - 1,
  Gumbel: ({ uniform }) => (Math.sqrt(6) / Math.PI) * (-Math.log(gamma1(uniform())) - 0.5772156649015329),
  "Student's t of 4 degrees of freedom": ({ normal }) => {
    const square = normal() ** 2 + normal() ** 2 + normal() ** 2 + normal() ** 2;
    return (normal() / Math.sqrt(square / 4)) * Math.sqrt(2 / 4);
  },
  "a mixture of two normals, 5% of them 3 times as wide": ({ uniform, normal }) =>
    (normal() * (uniform() < 0.05 ? 3 : 1)) / Math.sqrt(0.95 + 0.05 * 9),
  "a sum of 3 uniforms": ({ uniform }) => 2 * (uniform() + uniform() + uniform() - 1.5),
};

describe.each(Object.entries(laws))("%s", (name, draw) => {
  it("is named, held to a normal law", () => expect(otherLawOf(sampled(draw), normalPdf)).toBe(name));
});

describe("no law is named", () => {
  it("where the contract's own is as likely", () => {
    expect(
      otherLawOf(
        sampled(({ normal }) => normal()),
        normalPdf,
      ),
    ).toBeUndefined();
    expect(otherLawOf(sampled(laws["uniform"]!), flat)).toBeUndefined();
  });

  it("where none fits: two heaps, however much likelier one of the laws is than the contract", () => {
    const heaps = sampled(({ uniform, normal }) => (uniform() < 0.5 ? -1 : 1) * 0.99 + 0.1 * normal());
    expect(otherLawOf(heaps, normalPdf)).toBeUndefined();
  });

  it("where the scale is another: half of a uniform is no uniform", () => {
    expect(
      otherLawOf(
        sampled((source) => laws["uniform"]!(source) / 2),
        normalPdf,
      ),
    ).not.toBe("uniform");
  });
});

it("a normal is named where it is not the contract's", () => {
  expect(
    otherLawOf(
      sampled(({ normal }) => normal()),
      flat,
    ),
  ).toBe("normal");
});

it("of many entries some from all over the sample are used", () => {
  const halves = new Float64Array(4 * N).map((_, k) => (k < 2 * N ? 0 : 1));
  const [first, second] = [sampled(laws["Laplace"]!, 1), sampled(({ normal }) => normal(), 2)];
  const mixed = halves.map((half, k) => (half === 0 ? first[k % N]! : second[k % N]!));
  expect(otherLawOf(mixed, normalPdf)).not.toBe("Laplace");
});

/** The midpoint rule; in 1/y beyond 4, since Student's tails are long. */
function moment({ density, cdf }: OtherLaw, of: (y: number) => number): number {
  const steps = 8_000;
  const width = 8 / steps;
  const mass = (y: number): number =>
    cdf === undefined ? density(y) * width : cdf(y + width / 2) - cdf(y - width / 2);
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const y = -4 + width * (k + 0.5);
    sum += of(y) * mass(y);
    const v = (0.25 * (k + 0.5)) / steps;
    const far = (0.25 / steps / v ** 2) * (of(1 / v) * density(1 / v) + of(-1 / v) * density(-1 / v));
    if (Number.isFinite(far)) sum += far;
  }
  return sum;
}

describe.each(OTHER_LAWS.map((law) => [law.name, law] as const))("the density of %s", (name, law) => {
  it("has mass 1, mean 0 and variance 1", () => {
    expect(Math.abs(moment(law, () => 1) - 1)).toBeLessThan(5e-3);
    expect(Math.abs(moment(law, (y) => y))).toBeLessThan(5e-3);
    // The sum misses the last of a tail like 1 / y.
    const close = name.startsWith("Student's t of 3 ") ? 0.02 : 8e-3;
    expect(Math.abs(moment(law, (y) => y * y) - 1)).toBeLessThan(close);
  });
});

it("the arcsine's distribution is the sum of its density", () => {
  const { density, cdf } = OTHER_LAWS.find(({ name }) => name === "arcsine")!;
  const steps = 10_000;
  const sum = Array.from({ length: steps }, (_, k) => density(-1 + (1.5 * (k + 0.5)) / steps) * (1.5 / steps));
  expect(cdf!(0.5) - cdf!(-1)).toBeCloseTo(
    sum.reduce((total, mass) => total + mass, 0),
    6,
  );
  expect([cdf!(-2), cdf!(2)]).toEqual([0, 1]);
});
