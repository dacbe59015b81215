/** Audits without claims: what right tensors are called, and what is not held against others. */
import { describe, expect, test } from "vitest";
import { audit } from "../../harness/audit/audit.js";
import {
  chanceOf,
  substitutedEnd,
  substitutedEnds,
  substitutedNormal,
  substitutedSpread,
} from "../../harness/audit/substitute.js";
import { type Summary, summaryOf } from "../../harness/audit/summary.js";
import { sortedDistance } from "../../harness/check/statistic/kolmogorov.js";
import {
  affine,
  clippedNormal,
  type Law,
  logOfUniform,
  signedUniformLaw,
  softplusInverseOfLogUniform,
  standardNormal,
  uniform,
} from "../../harness/contract/law/index.js";
import { binomialSf, kolmogorovSf } from "../../harness/numeric/index.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { type Dtype, roundTo } from "../../harness/weights/dtype.js";
import * as catalogue from "../../initializers/index.js";
import { from53Bits, polar, xoshiro128 } from "../right/index.js";
import { type Model, saved, weight } from "./saved.js";

const audited = (model: Model) => audit({ files: [saved(model)], claims: [], alpha: 1e-9 }, surroundings.contracts);

const drawn = (shape: readonly number[], entry: () => number): Model[string] => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((product, d) => product * d, 1) }, entry),
});
const uniforms = (seed: number) => from53Bits(xoshiro128(seed));
const normals = (seed: number) => polar(uniforms(seed));

describe("p-values at fitted parameters are those of known ones", () => {
  const forms: readonly [string, Law, (summary: Summary, seed: number) => Pick<Law, "cdf">][] = [
    ["N(0, sd)", affine(standardNormal, 3), (s, k) => affine(standardNormal, substitutedSpread(s, chanceOf(`a ${k}`)))],
    [
      "N(mean, sd)",
      affine(standardNormal, 0.5, 2),
      (s, k) => {
        const { mean, sd } = substitutedNormal(s, chanceOf(`b ${k}`));
        return affine(standardNormal, sd, mean);
      },
    ],
    [
      "U(-b, b)",
      uniform(-0.3, 0.3),
      (s, k) => {
        const end = substitutedEnd(s, signedUniformLaw, chanceOf(`c ${k}`));
        return uniform(-end, end);
      },
    ],
    ["U(a, b)", uniform(1, 2), (s, k) => uniform(...substitutedEnds(s, signedUniformLaw, chanceOf(`d ${k}`)))],
    [
      "ln U(a, b)",
      logOfUniform(1, 16),
      (s, k) => {
        const [low, high] = substitutedEnds(s, signedUniformLaw, chanceOf(`e ${k}`), Math.exp);
        return { cdf: (y) => uniform(low, high).cdf(Math.exp(y)) };
      },
    ],
  ];
  const SAMPLES = 3000;
  const N = 25;
  test.each(forms)("%s", (_, law, tested) => {
    const levels = [0.5, 0.1, 0.01];
    const rejected = levels.map(() => 0);
    for (let seed = 0; seed < SAMPLES; seed++) {
      const read = uniforms(seed + 7);
      const entries = Float64Array.from({ length: N }, () => law.quantile(read()));
      const { cdf } = tested(summaryOf(entries, "float64"), seed);
      const p = kolmogorovSf(N, sortedDistance(entries.sort(), cdf));
      for (const [at, level] of levels.entries()) if (p <= level) rejected[at]!++;
    }
    for (const [at, level] of levels.entries()) {
      expect(binomialSf(rejected[at]!, SAMPLES, level), `${rejected[at]} at ${level}`).toBeGreaterThan(1e-4);
      // At the estimates themselves hardly any would be rejected: the test would see nothing.
      expect(rejected[at]!).toBeGreaterThan(0.7 * level * SAMPLES);
    }
  });
});

describe("laws of state-space models and rows of one length are recognised at any parameters", () => {
  const by = (law: Law, seed: number) => {
    const read = uniforms(seed);
    return () => law.quantile(read());
  };
  /** Rows of normals over their length. */
  const rows = (count: number, width: number, length: number, seed: number): Model[string] => {
    const normal = normals(seed);
    const data = new Float32Array(count * width);
    for (let row = 0; row < count; row++) {
      const entries = Array.from({ length: width }, normal);
      data.set(
        entries.map((x) => (length * x) / Math.hypot(...entries)),
        row * width,
      );
    }
    return { shape: [count, width], data };
  };
  test.each([
    ["mamba2:a_log(", { A_log: drawn([6000], by(logOfUniform(0.3, 40), 1)) }],
    ["mamba2:a_log(", { A_log: drawn([6000], by(logOfUniform(0, 90), 2)) }],
    ["mamba:dt_bias(", { dt: drawn([6000], by(softplusInverseOfLogUniform(0.01, 20), 3)) }],
    ["rl:normc(std=0.07", { head: rows(40, 60, 0.07, 4) }],
  ])("%s", async (name, model) => {
    const [row] = (await audited(model)).rows;
    expect(row).toMatchObject({ verdict: "pass", bestFit: expect.stringContaining(name) });
  });
  test("rows of two lengths are not", async () => {
    const { data } = rows(40, 60, 0.07, 5);
    const mixed = data.map((x, k) => (k < data.length / 2 ? x : 1.5 * x));
    const [row] = (await audited({ head: { shape: [40, 60], data: mixed } })).rows;
    expect(row!.bestFit).not.toContain("normc");
  });
});

test("of three draws for a truncated normal all reject no more often than the level", () => {
  const cut = affine(clippedNormal(-2, 2), 1 / 2);
  const law = affine(cut, 0.1);
  for (const [n, samples] of [
    [25, 2000],
    [400, 500],
  ] as const) {
    const levels = [0.5, 0.1, 0.01];
    const rejected = levels.map(() => 0);
    for (let seed = 0; seed < samples; seed++) {
      const read = uniforms(seed + 11);
      const entries = Float64Array.from({ length: n }, () => law.quantile(read()));
      const summary = summaryOf(entries, "float64");
      const sorted = entries.toSorted();
      const ps = [1, 2, 3].map((look) => {
        const end = substitutedEnd(summary, cut, chanceOf(`${seed} ${look}`));
        return kolmogorovSf(n, sortedDistance(sorted, affine(cut, end).cdf));
      });
      for (const [at, level] of levels.entries()) if (Math.max(...ps) <= level) rejected[at]!++;
    }
    for (const [at, level] of levels.entries()) {
      expect(binomialSf(rejected[at]!, samples, level), `${rejected[at]} at ${level} of ${n}`).toBeGreaterThan(1e-4);
    }
  }
});

describe("right tensors are no misfits", () => {
  test("stock Linear(64, 192), ten times, and LeCun heads", async () => {
    const model: Record<string, Model[string]> = {};
    for (let k = 0; k < 10; k++) {
      const read = uniforms(k);
      model[`${k}.weight`] = drawn([192, 64], () => (2 * read() - 1) / 8);
      model[`${k}.bias`] = drawn([192], () => (2 * read() - 1) / 8);
    }
    for (const outputs of [1, 3]) {
      const read = normals(outputs);
      model[`head${outputs}.weight`] = drawn([outputs, 4096], () => read() / 64);
    }
    const { rows } = await audited(model);
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(rows.filter(({ bestFit }) => bestFit === "torch:linear_default")).toHaveLength(20);
    expect(rows.at(-1)!.bestFit).toBe("lecun_normal");
  });

  test.each(["float32", "float16", "bfloat16"] as const)(
    "scales that nobody documents, in %s",
    async (dtype: Dtype) => {
      const [read, z] = [uniforms(3), normals(3)];
      const round = ({ shape, data }: Model[string]): Model[string] => ({
        shape,
        data: data.map((x) => roundTo(dtype, x)),
      });
      const model = {
        normal: round(drawn([60, 90], () => 0.02 * z())),
        placed: round(drawn([60, 90], () => 1 + 0.3 * z())),
        box: round(drawn([60, 90], () => 0.3 * (2 * read() - 1))),
        half: round(drawn([60, 90], () => 0.7 * read())),
      };
      const { rows } = await audit({ files: [saved(model, dtype)], claims: [], alpha: 1e-9 }, surroundings.contracts);
      expect(rows.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass", "pass"]);
      expect(rows[0]!.bestFit).toMatch(/^random_normal\(stddev=0\.0(200|19|20)/);
      expect(rows[1]!.bestFit).toMatch(/^random_normal\(mean=/);
      expect(rows[2]!.bestFit).toMatch(/^random_uniform\(minval=-0\.(3|29)/);
      expect(rows[3]!.bestFit).toMatch(/^random_uniform\(minval=0, maxval=0\.(7|69)/);
    },
  );

  test("gains and constants are fits, too", async () => {
    const { rows } = await audited({
      q: weight(catalogue.orthogonal, { shape: [40, 64], layout: "oi", params: { gain: Math.SQRT2 } }),
      scale: drawn([96], () => 1e-6),
    });
    expect(rows.map(({ bestFit }) => bestFit)).toEqual(["orthogonal(gain=1.414)", "constant(value=0.000001)"]);
    expect(rows.every(({ verdict }) => verdict === "pass")).toBe(true);
  });

  test("a single vector has a length whatever its law: it is no orthogonal matrix of some gain", async () => {
    const limit = 1 / Math.sqrt(64);
    const biases = Object.fromEntries(
      Array.from({ length: 12 }, (_, k) => {
        const next = uniforms(100 + k);
        return [`fc${k}.bias`, drawn([10 + 9 * k], () => limit * (2 * next() - 1))] as const;
      }),
    );
    const { rows } = await audited(biases);
    expect(
      rows.filter(({ bestFit, alsoFits }) => [bestFit, ...alsoFits].some((fit) => fit.startsWith("orthogonal("))),
    ).toEqual([]);
    expect(rows.map(({ verdict }) => verdict)).not.toContain("fail");
  });

  test("gates and q, k, v are read part by part", async () => {
    const z = normals(8);
    const qkv = drawn([192, 64], () => z());
    qkv.data.forEach((x, k) => {
      qkv.data[k] = x * [0.02, 0.08, 0.005][Math.floor(k / (64 * 64))]!;
    });
    const bias = drawn([256], () => 0);
    bias.data.fill(1, 64, 128);
    const { rows } = await audited({ bias, qkv });
    expect(rows.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    expect(rows[0]!.bestFit).toBe("zeros | ones | zeros | zeros");
    expect(rows[0]!.note).toBe("in 4 parts along the outputs: part 2 is ones, the others are zeros");
    expect(rows[1]!.bestFit).toMatch(/^random_normal\(.*\) \| random_normal\(.*\) \| random_normal\(.*\)$/);
  });
});

test("a model is read together: scales that are shared, depth, and the other layout", async () => {
  const z = normals(5);
  const model: Record<string, Model[string]> = { "wte.weight": drawn([300, 64], () => 0.02 * z()) };
  for (let layer = 0; layer < 4; layer++) {
    model[`h.${layer}.c_attn.weight`] = drawn([64, 192], () => 0.02 * z());
    model[`h.${layer}.c_proj.weight`] = drawn([64, 256], () => (0.02 / Math.sqrt(8)) * z());
  }
  model["head.weight"] = drawn([256, 500], () => z() * Math.sqrt(2 / 256));
  const { rows, notes } = await audited(model);
  expect(rows.every(({ verdict }) => verdict === "pass")).toBe(true);
  expect(rows[0]!.bestFit).toBe("random_normal(stddev=0.0200)");
  expect(notes.join("\n")).toMatch(/all 4 `h\.\*\.c_proj\.weight` share sd 0\.0070?\d* = 0\.02 \/ sqrt\(2 \* 4\)/);
  expect(rows.at(-1)!.note).toBe("as `io` this is he_normal");
});

test("what follows nothing is called what it looks like, and nothing is held against it", async () => {
  const z = normals(6);
  const trained = drawn([80, 60], () => z() ** 3);
  const sines = drawn([64, 32], () => 0);
  sines.data.forEach((_, k) => {
    sines.data[k] = Math.sin(Math.floor(k / 32) / 10000 ** ((k % 32) / 32));
  });
  const { rows } = await audited({ trained, sines, quantized: drawn([80, 60], () => Math.round(3 * z()) / 16) });
  expect(rows.map(({ verdict, bestFit, diagnosis }) => [verdict, bestFit, diagnosis])).toEqual(
    Array(3).fill(["undetermined", "none", null]),
  );
  expect(rows.map(({ note }) => /heavy tails|a table|quantized, \d+ levels 0\.0625 apart/.exec(note)?.[0])).toEqual([
    "heavy tails",
    expect.anything(),
    expect.stringContaining("quantized"),
  ]);
});
