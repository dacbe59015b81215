/** What may be wrong with the law of one entry: the contract with one change, or another form with one change. */

import type { Expectation, FanMode } from "../../contract/expectation.js";
import {
  affine,
  clippedNormal,
  deviationBeforeTheCut,
  type Law,
  signedUniformLaw,
  standardDeviation,
  standardize,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../contract/law/index.js";
import type { Shape } from "../../contract/shape.js";
import { fourDigits } from "../../record/numberText.js";
import type { Mistake } from "./mistakes.js";

export interface Hypothesis {
  /** Undefined for the contract itself. */
  readonly mistake?: Mistake;
  readonly words: string;
  readonly law: Law;
  /** Number of changes to the contract; each costs prior odds. */
  readonly changes: number;
}

interface ScaleHypothesis {
  readonly mistake?: Mistake;
  readonly words: string;
  readonly variance: number;
  /** Less likely than another hypothesis with the same variance: it costs as much as two changes. */
  readonly odd?: boolean;
}

interface FormHypothesis {
  readonly mistake?: Mistake;
  readonly words: string;
  /** The law, given the intended standard deviation. */
  readonly of: (sd: number, mean: number) => Law;
}

const GAINS = [2, (5 / 3) ** 2, 1 / 2] as const;
/** Integers by which a fan may be multiplied or divided: heads, gates, groups, layers. */
const FACTORS = [2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 24, 32, 64] as const;
/** Multiples that sizes are rounded up to for the hardware. */
const MULTIPLES = [8, 16, 32, 64, 128, 256] as const;

/** Every hypothesis about a tensor under this contract. */
export function hypothesesFor(expected: Expectation): readonly Hypothesis[] {
  const { law } = expected;
  const forms = formsFor(law);
  return scalesFor(expected).flatMap((scale) =>
    forms.flatMap((form) => {
      const changes = (scale.mistake === undefined ? 0 : scale.odd ? 2 : 1) + (form.mistake === undefined ? 0 : 1);
      const mistake = scale.mistake ?? form.mistake;
      const words = [scale.words, form.words].filter((text) => text !== "").join(", ");
      if (!(scale.variance > 0 && Number.isFinite(scale.variance))) return [];
      const candidate = form.of(Math.sqrt(scale.variance), law.mean);
      return [{ ...(mistake === undefined ? {} : { mistake }), words, law: candidate, changes }];
    }),
  );
}

function scalesFor(expected: Expectation): readonly ScaleHypothesis[] {
  const { law, scaling, shape } = expected;
  const v = law.variance;
  const powers: ScaleHypothesis[] = [
    { words: "", variance: v },
    { mistake: "variance-as-sd", words: "the variance used as standard deviation", variance: v * v },
    { mistake: "sd-as-variance", words: "the standard deviation used as variance", variance: Math.sqrt(v) },
    ...(expected.variants ?? []).map((one) => ({ mistake: "wrong-scale" as const, ...one })),
  ];
  if (law.family === "uniform" && law.mean === 0) {
    const limit = law.support[1];
    const words = `the limit is ${fourDigits(limit * limit)}, without its square root`;
    powers.push({ mistake: "limit-without-root", words, variance: 3 * v * v });
  }
  if (scaling === undefined || scaling.fan === "none") return powers;
  const fans = fansFor(shape, scaling.fan, v);
  // If blocks are packed, a form and a miscounted fan may give the same law: the miscounted fan is the likelier mistake.
  const ofBlocks = fans.filter(({ mistake }) => mistake === "groups-ignored");
  const gains = GAINS.map((gain): ScaleHypothesis => {
    const missing = gain < 1 && scaling.scale > 1;
    const mistake = gain > 1 ? "extra-gain" : missing ? "missing-gain" : "wrong-scale";
    return {
      mistake,
      words: `variance times ${fourDigits(gain)}`,
      variance: v * gain,
      odd: gain !== 2 && !missing,
    };
  });
  // The gain of another activation in place of the contract's: tanh's 5/3 for ReLU's sqrt 2.
  const swapped: ScaleHypothesis = {
    mistake: "extra-gain",
    words: "tanh's gain",
    variance: ((5 / 3) ** 2 / scaling.scale) * v,
    odd: true,
  };
  const others = fans.filter((fan) => !ofBlocks.includes(fan));
  const twice: ScaleHypothesis[] =
    scaling.scale === 1
      ? []
      : [{ mistake: "gain-twice", words: `the gain ${gainText(scaling.scale)} twice`, variance: v * scaling.scale }];
  return [
    ...ofBlocks,
    ...powers,
    ...twice,
    ...gains,
    ...(scaling.scale === 1 ? [] : [swapped]),
    ...others,
    ...scaledFans(v),
  ];
}

/** "sqrt(2)" for He's factor 2 of the variance. */
const gainText = (scale: number): string => (Number.isInteger(scale) ? `sqrt(${scale})` : fourDigits(Math.sqrt(scale)));

const scaledFans = (v: number): readonly ScaleHypothesis[] =>
  FACTORS.flatMap((k): ScaleHypothesis[] => [
    { mistake: "fan-scaled", words: `the fan divided by ${k} (variance times ${k})`, variance: v * k, odd: true },
    { mistake: "fan-scaled", words: `the fan times ${k} (variance divided by ${k})`, variance: v / k, odd: true },
  ]);

/** Wrong fans, and the variance that each gives. */
function fansFor(shape: Shape, mode: FanMode, v: number): readonly ScaleHypothesis[] {
  const { fanIn, fanOut, inputs, outputs, receptive, groups } = shape;
  const right = { in: fanIn, out: fanOut, avg: (fanIn + fanOut) / 2, geo: Math.sqrt(fanIn * fanOut), none: 1 }[mode];
  const scale = (mistake: Mistake, fan: number, words: string, odd = false): ScaleHypothesis[] =>
    fan > 0 && fan !== right
      ? [{ mistake, words: `${words} (${Number(fan.toPrecision(5))} for ${right})`, variance: (v * right) / fan, odd }]
      : [];
  const combine = (a: number, b: number): number =>
    ({ in: a, out: b, avg: (a + b) / 2, geo: Math.sqrt(a * b), none: 1 })[mode];
  return [
    ...(groups > 1 ? groupsIgnored() : []),
    ...(receptive > 1 ? receptiveIgnored() : []),
    ...(mode === "in" ? [] : scale("fan-in-for-fan-out", fanIn, "fan_in")),
    ...(mode === "out" ? [] : scale("fan-out-for-fan-in", fanOut, "fan_out")),
    ...(mode === "avg" ? [] : scale("fan-avg", (fanIn + fanOut) / 2, "the average of the fans")),
    ...scale("fan-sum-unhalved", fanIn + fanOut, "the sum of the fans", mode !== "avg"),
    ...(mode === "geo" ? [] : scale("wrong-scale", Math.sqrt(fanIn * fanOut), "the geometric mean of the fans", true)),
    ...otherAxes(),
    ...scale("wrong-scale", right + 1, "fan + 1, a bias counted", true),
    ...scale("wrong-scale", right - 1, "fan - 1", true),
    ...MULTIPLES.flatMap((multiple) =>
      scale(
        "wrong-scale",
        Math.ceil(right / multiple) * multiple,
        `the fan rounded up to a multiple of ${multiple}`,
        true,
      ),
    ),
  ];

  function receptiveIgnored(): ScaleHypothesis[] {
    const words = "fans without the receptive field";
    return [combine(inputs, outputs), combine(fanIn, outputs), combine(inputs, fanOut)].flatMap((fan) =>
      scale("receptive-field-ignored", fan, words),
    );
  }

  /** A kernel of one framework read with another's order of axes: [o, i, ...] for [..., i, o], or the reverse. */
  function otherAxes(): ScaleHypothesis[] {
    const { dims, size } = shape;
    if (dims.length < 3) return [];
    return [
      [1, 0],
      [dims.length - 2, dims.length - 1],
    ].flatMap(([i, o]) => {
      const [ins, outs] = [dims[i!]!, dims[o!]!];
      return scale("wrong-scale", combine(size / outs, size / ins), "the axes read in another order", true);
    });
  }

  function groupsIgnored(): ScaleHypothesis[] {
    const words = "fans of all blocks together";
    const [all, every] = [fanIn * groups, fanOut * groups];
    return [combine(all, every), combine(all, fanOut), combine(fanIn, every)].flatMap((fan) =>
      scale("groups-ignored", fan, words),
    );
  }
}

const of =
  (standard: Law) =>
  (sd: number, mean: number): Law =>
    affine(standard, sd, mean);

/** The hypothesis that the scale is right for the normal law before its truncation. */
const beforeTheCut =
  (law: Law) =>
  (sd: number, mean: number): Law =>
    affine(standardNormal, (sd * deviationBeforeTheCut(law)) / standardDeviation(law), mean);

function formsFor(law: Law): readonly FormHypothesis[] {
  const normal: FormHypothesis = { words: "", of: of(standardNormal) };
  const box: FormHypothesis = { words: "", of: of(standardize(signedUniformLaw)) };
  const cutAt2: FormHypothesis = {
    mistake: "truncated-uncorrected",
    words: "truncated at 2 sd and not rescaled",
    of: of(clippedNormal(-2, 2)),
  };
  const cutAt3: FormHypothesis = {
    ...cutAt2,
    words: "truncated at 3 sd and not rescaled",
    of: of(clippedNormal(-3, 3)),
  };
  const limitIsSd: FormHypothesis = {
    mistake: "limit-is-sd",
    words: "the limit is the standard deviation",
    of: of(signedUniformLaw),
  };
  const half: FormHypothesis = {
    mistake: "half-range",
    words: "from 0 to the limit",
    of: (sd, mean) => uniform(mean, mean + Math.sqrt(3) * sd),
  };
  const rescaled: FormHypothesis = {
    mistake: "truncated-not-normal",
    words: "truncated at 2 sd",
    of: of(truncatedNormal(2)),
  };
  const same: FormHypothesis = { words: "", of: of(standardize(law)) };
  switch (law.family) {
    case "normal":
      return [same, cutAt2, cutAt3, rescaled, { ...box, mistake: "uniform-not-normal", words: "uniform" }];
    case "uniform":
      return [
        same,
        limitIsSd,
        half,
        { ...normal, mistake: "normal-not-uniform", words: "normal" },
        { ...rescaled, mistake: "normal-not-uniform" },
      ];
    case "truncated_normal":
      return [
        same,
        cutAt2,
        { ...normal, mistake: "normal-not-truncated", words: "normal" },
        { mistake: "normal-not-truncated", words: "normal, of the deviation before the cut", of: beforeTheCut(law) },
        { ...box, mistake: "uniform-not-normal", words: "uniform" },
      ];
    default:
      return [same];
  }
}
