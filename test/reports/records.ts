/** Records to print: one as a real run leaves it, and arbitrary ones with hostile text. */
import fc from "fast-check";
import type { CaseResult, Diagnosis, Finding, PropagationCurve, RunRecord } from "../../harness/record/index.js";

const PASSING: Finding = {
  check: "variance",
  n: 150_000,
  statistic: 0.4121,
  pValue: 0.68,
  alpha: 1.2e-3,
  verdict: "pass",
  expected: 0.0066666666666666,
  observed: 0.0066712,
  detects: "a variance off by 1.9%",
  stage: 1,
};

const failing = (check: string, pValue: number): Finding => ({
  ...PASSING,
  check,
  pValue,
  statistic: -109.51,
  alpha: 1e-5,
  verdict: "fail",
  observed: 0.0040012,
  stage: 3,
});

const INITIALIZERS = [
  ..."glorot_uniform glorot_normal he_uniform he_normal lecun_normal lecun_uniform random_normal".split(" "),
  ..."random_uniform zeros ones constant truncated_normal variance_scaling orthogonal delta_orthogonal".split(" "),
  ..."identity dirac sparse".split(" "),
];
const SHAPES = [
  "300x500 io",
  "64x64 io",
  "1x1000 io",
  "3x3x64x128 hwio",
  "5x5x3x32 hwio",
  "7x16x32 dio",
  "3x3x3x8x16 dhwio",
];

function resultOf(initializer: string, column: string): CaseResult {
  const [shape, layout] = column.split(" ") as [string, string];
  return {
    key: {
      subject: "pytorch",
      subjectVersion: "2.9.0",
      initializer,
      contract: initializer,
      shape,
      layout,
      dtype: "float32",
      seed: 0,
    },
    fanIn: 300,
    fanOut: 500,
    findings: [
      PASSING,
      { ...PASSING, check: "kolmogorov", pValue: 0.21, detects: "a distance of 0.006 between distribution functions" },
    ],
    verdict: "pass",
    diagnosis: null,
    replay: `npx initgate check --subject pytorch --initializer ${initializer} --shape ${shape} --layout ${layout} --seed 0 --tests 1890`,
    notes: shape === "64x64" ? ["64x64 has fan_in = fan_out: it cannot show swapped or averaged fans"] : [],
  };
}

const SWAPPED: Diagnosis = {
  mistake: "fan-out-for-fan-in",
  evidence:
    "the variance is 0.6002 of the contract's (0.597 to 0.603), as 2 / n_out would make it: the fans are read from the wrong axis",
  alsoFits: ["wrong-scale"],
};

function failed(result: CaseResult): CaseResult {
  const findings = [
    failing("kolmogorov", 3.2e-188),
    failing("variance", 0),
    failing("anderson_darling", 4e-280),
    failing("chi_square", 1e-90),
    failing("tail_mass", 1e-41),
    failing("quantile_range", 1e-30),
    {
      ...failing("support", 0),
      alpha: 0,
      expected: "entries in [-0.1414, 0.1414]",
      observed: "0.1822 at index 77",
      statistic: 1,
    },
    PASSING,
  ];
  return { ...result, findings, verdict: "fail", diagnosis: SWAPPED };
}

function refused(result: CaseResult): CaseResult {
  return { ...result, findings: [], verdict: "undetermined", notes: ["unsupported: 5-dimensional kernels"] };
}

/** 18 initializers on 7 shapes: he_normal is wrong on three, glorot_uniform on one, one is not supported. */
export const realistic: RunRecord = {
  version: "0.1.0",
  seed: 0,
  alpha: 1e-9,
  tests: 1890,
  results: INITIALIZERS.flatMap((initializer) =>
    SHAPES.map((column) => {
      const result = resultOf(initializer, column);
      if (initializer === "he_normal" && /^(300|3x3x64|1x)/.test(column)) return failed(result);
      if (initializer === "glorot_uniform" && column.startsWith("5x5")) return failed(result);
      return initializer === "delta_orthogonal" && column.endsWith("dhwio") ? refused(result) : result;
    }),
  ),
};

/** Text that breaks a format which does not defend itself. */
export const HOSTILE = [
  'a,b";c',
  "line\r\nbreak\u0085\u2028end",
  "nul\u0000bell\u0007del\u007fcsi\u009b31m",
  "\u001b[31mred\u001b[0m\u001b]8;;http://evil\u0007link",
  "]]>&<script a='b'>\"",
  "| `code` **bold** [x](y) # h\\",
  "=1+2",
  "@x",
  "-1+cmd|' /C calc'!A0",
  "NaN",
  "-Infinity",
  "\ud800lone\uffff",
  "\u202egnp.exe",
  "名前 ✓",
  "",
];

const words = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const verdict = fc.constantFrom("pass", "fail", "undetermined");
const count = fc.nat();

const finding: fc.Arbitrary<Finding> = fc.record({
  check: words,
  n: count,
  statistic: fc.option(fc.double()),
  pValue: fc.option(fc.double()),
  alpha: fc.double({ min: 0, max: 1, noNaN: true }),
  verdict,
  expected: fc.oneof(words, fc.double()),
  observed: fc.oneof(words, fc.double()),
  detects: words,
  stage: fc.nat({ max: 3 }),
});

const result: fc.Arbitrary<CaseResult> = fc.record({
  key: fc.record({
    subject: words,
    subjectVersion: words,
    initializer: words,
    contract: words,
    shape: words,
    layout: words,
    dtype: words,
    seed: count,
  }),
  fanIn: count,
  fanOut: count,
  findings: fc.array(finding, { maxLength: 7 }),
  verdict,
  diagnosis: fc.option(fc.record({ mistake: words, evidence: words, alsoFits: fc.array(words, { maxLength: 2 }) })),
  replay: words,
  notes: fc.array(words, { maxLength: 2 }),
});

export const records: fc.Arbitrary<RunRecord> = fc.record({
  version: words,
  seed: count,
  alpha: fc.double({ min: 0, max: 1, noNaN: true }),
  tests: count,
  results: fc.array(result, { maxLength: 4 }),
});

/** A curve of three layers that sinks by 1 a layer. */
export const curveRecord = (inside: PropagationCurve["inside"], lost: number | null): PropagationCurve => ({
  key: {
    ...{ subject: "reference", subjectVersion: "0.1.0", initializer: "he_normal", contract: "he_normal" },
    ...{ activation: "relu", architecture: "mlp", width: "64", depth: 3, nets: 20, sigmaB: 0, seed: 0 },
  },
  rows: (["forward", "backward"] as const).flatMap((direction) =>
    [1, 2, 3].map((layer) => ({
      ...{ layer, direction, logQ: -layer, logQSd: 0.1, predictedLogQ: -layer - 0.1, bandLow: -layer - 0.5 },
      ...{
        bandHigh: -layer + 0.5,
        z: 0.2,
        inside: inside !== "fail" || layer < 3,
        mean: 0.5,
        variance: 1,
        deadFraction: 0,
      },
      ...{
        batchVariance: 1,
        correlation: 0,
        logGain: 0,
        gainZ: 0,
        gainInside: true,
        netsAlive: 20,
        meanFieldLogQ: -layer,
        singleLogQ: [-layer - 0.2, null],
      },
    })),
  ),
  verdict: "vanishing",
  inside,
  ...{ slopeForward: -1, slopeBackward: -1, predictedSlopeForward: -1, predictedSlopeBackward: -1, efoldLayers: 1 },
  ...{ float32SubnormalAtLayer: lost, changeForward: -2, changeBackward: -2, chi1: 0.4, chiParallel: null },
  ...{ decidedBy: "change_forward", decidedValue: -2 },
  ...{ float32LostAtLayer: lost, reason: "ln q changes by -1 a layer", warnings: [], scale: null, basis: "exact laws" },
});
