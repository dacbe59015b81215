/** Names the mistake behind a failure: structural faults by inspection, faults of the law by likelihood. */

import type { Sample } from "../../check/sample.js";
import { affine, type Law, standardDeviation, standardize } from "../../contract/law/index.js";
import type { Diagnosis } from "../../record/index.js";
import { type Hypothesis, hypothesesFor } from "./hypotheses.js";
import type { DiagnoseInput } from "./input.js";
import { logLikelihood, thinned } from "./likelihood.js";
import type { Mistake } from "./mistakes.js";
import { isRightScale, type MomentEstimates, momentsOf, ratioOf, ratioText } from "./moments.js";
import { otherLawOf } from "./otherLaw.js";
import { dependenceChecksFailed, noTails, oneSided, type Recognised, recognise } from "./recognise/index.js";
import { shifted } from "./shifted.js";

/** Cost in nats of each change to the contract. */
const PER_CHANGE = 5;
/** Readings within this many nats of the best are not distinguished. */
const EQUIVALENT = 7;
/** Prior odds in nats: an undocumented scale is about twenty times rarer than one of the named mistakes. */
const UNNAMED = 3;
/** A variance this close to the documented one may result from cut tails. */
const NEAR = 0.02;
/** A larger relative deviation of the fourth moment means another form. */
const FORM = 0.15;
/** A larger relative deviation of the kurtosis is reported. */
const ODD = 0.2;
/**
 * With confidence 99%, the limit of n entries is so close above the largest that the interval between them has a probability of
 * at most LOG_100 / n.
 */
const LOG_100 = Math.log(100);
/** Relative distance from the limit at which the density is taken for that at the limit. */
const AT_LIMIT = 1e-3;
/** Relative error of a limit from rounding to float32. */
const LIMIT_ROUNDING = 1e-6;
/** Scores this close are equal. */
const TIE = 1e-4;
/** Numbers of entries on which all hypotheses are scored first, and the number of hypotheses that are scored on all entries. */
const FIRST_LOOKS = [1_000, 10_000, 100_000];
const FINALISTS = 10;
/** A hypothesis this many nats behind the best is dropped: more entries cannot make up for it. */
const HOPELESS = 100;
const ENOUGH = 1_000_000;

/** A mistake, and the law of the entries if the mistake is one of the law. */
export interface Explanation {
  readonly diagnosis: Diagnosis;
  readonly law?: Law;
}

/** Never throws: whatever the data are, there is a diagnosis, if only "wrong-scale" with figures. */
export const diagnose = (input: DiagnoseInput): Diagnosis => explain(input).diagnosis;

/** The diagnosis with the law. Never throws. */
export function explain(input: DiagnoseInput): Explanation {
  const found = recognise(input);
  if (found !== undefined) return asDiagnosis(found);
  if (input.expected.joint === "sparse" && input.failed.includes("sparsity")) {
    return asDiagnosis({
      mistake: "wrong-scale",
      evidence: "zeros are not counted over each output's incoming weights",
      alsoFits: ["fan-out-for-fan-in"],
    });
  }
  if (input.failed.every((name) => OF_PLACES.includes(name))) return asDiagnosis(placedZeros(input));
  const { joint, law } = input.expected;
  const values = input.samples[0]?.values ?? new Float64Array();
  if (joint === "exact" || values.length < 2 || !(law.variance > 0)) return asDiagnosis(otherValues(input));
  return byLaw(input);
}

/** Checks of the places of zeros. */
const OF_PLACES: readonly string[] = ["sparse_places", "sparse_runs"];

/** The law of the drawn entries holds and the zeros are right in number: they are in the wrong places. */
function placedZeros({ samples, failed }: DiagnoseInput): Recognised {
  const [first, ...others] = samples[0]!.tensors;
  const same = others.length > 0 && others.every((tensor) => tensor.every((x, k) => (x === 0) === (first![k] === 0)));
  return same
    ? { mistake: "never-changes", evidence: "zeros stand in the same places under every seed" }
    : {
        mistake: "correlated-entries",
        evidence: `zeros ${failed.includes("sparse_places") ? "are likelier in some places than in others" : "of an output stand together, or keep apart"}`,
      };
}

const asDiagnosis = ({ mistake, evidence, alsoFits = [] }: Recognised): Explanation => ({
  diagnosis: { mistake, evidence, alsoFits },
});

function otherValues({ expected, samples, failed }: DiagnoseInput): Recognised {
  const tensor = samples[0]?.tensors[0];
  const { fixed } = expected;
  if (tensor !== undefined && fixed !== undefined) {
    const wanted = Float64Array.from(tensor, (x, k) => fixed(k) ?? x).sort();
    const moved = Float64Array.from(tensor)
      .sort()
      .every((x, k) => x === wanted[k]!);
    const zeros = tensor.some((x, k) => Object.is(x, -0) && fixed(k) === 0);
    if (zeros && moved) return { mistake: "wrong-scale", evidence: "some entries are -0 where 0 is meant" };
    if (moved) return { mistake: "wrong-scale", evidence: "the right values stand in other places" };
  }
  const first = tensor?.find((x) => x !== 0);
  return {
    mistake: "wrong-scale",
    evidence: `failed ${failed.join(", ")}${first === undefined ? "" : `; the first entry that is not 0 is ${first}`}`,
  };
}

interface Scored extends Hypothesis {
  /** The log-likelihood in nats, over all samples. */
  readonly evidence: number;
  /** The evidence less the prior cost of the changes. */
  readonly score: number;
}

function byLaw(input: DiagnoseInput): Explanation {
  const moments = momentsOf(input.samples[0]!.values);
  const ranked = rank(input);
  const [best] = ranked;
  const believed = best!.evidence > freeEvidence(input, best!.law, moments) - UNNAMED && shapeFits(best!.law, moments);
  const near1 = Math.abs(moments.variance / input.expected.law.variance - 1) < NEAR;
  const mayBeCut = best!.mistake === undefined || ["wrong-scale", "shifted-mean"].includes(best!.mistake);
  const cut = near1 && mayBeCut ? noTails(input) : undefined;
  if (cut !== undefined) return asDiagnosis(cut);
  if (!believed) return asDiagnosis(oneSided(input) ?? unexplained(input, moments));
  if (best!.mistake === undefined) {
    return asDiagnosis(oneSided(input) ?? dependenceChecksFailed(input) ?? unexplained(input, moments));
  }
  if (best!.mistake === "wrong-scale" && isRightScale(moments, input.expected.law.variance)) {
    return asDiagnosis(oneSided(input) ?? dependenceChecksFailed(input) ?? unexplained(input, moments));
  }
  const near = ranked.filter(({ score, mistake }) => mistake !== undefined && score > best!.score - EQUIVALENT);
  const alsoFits = [...new Set(near.map(({ mistake }) => mistake!))].filter((mistake) => mistake !== best!.mistake);
  const ratio = ratioText(moments, input.expected.law.variance);
  const evidence = `${best!.words}; variance is ${ratio} of the documented one`;
  return { diagnosis: { mistake: best!.mistake, evidence, alsoFits }, law: best!.law };
}

/** Scores every hypothesis on fewer entries, then the likeliest on all of them. Of equal scores the first comes first. */
function rank(input: DiagnoseInput): readonly Scored[] {
  const lists = input.samples.map((sample) => [
    ...hypothesesFor(sample.expected),
    shifted(sample.expected, sample.values),
  ]);
  const scoredOn = (entries: number, which: readonly number[]): readonly (Scored & { readonly k: number })[] => {
    const data = input.samples.map(({ values }) => thinned(values, entries));
    return which
      .map((k) => {
        const evidence = lists.reduce(
          (sum, list, s) => sum + logLikelihood(list[k]!.law, data[s]!, input.samples[s]!.dtype),
          0,
        );
        const hypothesis = lists[0]![k]!;
        return {
          ...hypothesis,
          k,
          evidence,
          score: Math.round((evidence - PER_CHANGE * hypothesis.changes) / TIE) * TIE,
        };
      })
      .filter(({ score }) => !Number.isNaN(score))
      .sort((a, b) => b.score - a.score || a.k - b.k);
  };
  const common = Math.min(...lists.map(({ length }) => length));
  let left = [...Array(common).keys()];
  for (const entries of FIRST_LOOKS) {
    const scored = scoredOn(entries, left);
    left = scored.filter(({ score }) => score > scored[0]!.score - HOPELESS).map(({ k }) => k);
  }
  return scoredOn(ENOUGH, left.slice(0, FINALISTS));
}

/**
 * The log-likelihood of the best form with free scale, or free scale and location: a named mistake must not fall behind it.
 * Schwarz's criterion charges each fitted parameter: 1/2 ln n if n entries determine it to 1/sqrt n, ln n for the end of a
 * bounded law, which they determine to 1/n.
 */
function freeEvidence({ samples }: DiagnoseInput, form: Law, { mean, variance }: MomentEstimates): number {
  const bounded = form.support[1] !== Number.POSITIVE_INFINITY;
  return samples.reduce((sum, sample) => {
    const values = thinned(sample.values, ENOUGH);
    const half = Math.log(values.length) / 2;
    const charged = (law: Law, halves: number): number => logLikelihood(law, values, sample.dtype) - halves * half;
    const stretched = charged(fitted(form, sample), bounded ? 2 : 1);
    if (bounded) return sum + Math.max(stretched, charged(betweenExtremes(form, values), 4));
    if (!(variance > 0)) return sum + stretched;
    return sum + Math.max(stretched, charged(affine(standardize(form), Math.sqrt(variance), mean), 2));
  }, 0);
}

const shapeFits = (law: Law, { kurtosis }: MomentEstimates): boolean => Math.abs(kurtosis / law.moment(4) - 1) < FORM;

/** The form scaled to the sample: to its extremes if bounded, otherwise to its spread. */
function fitted(form: Law, { values }: Sample): Law {
  const { mean } = form;
  const reach = form.support[1] - mean;
  const sd = standardDeviation(form);
  const furthest = values.reduce((most, x) => Math.max(most, Math.abs(x - mean)), 0);
  const spread = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  const scale = Number.isFinite(reach) ? (furthest * sd) / reach : spread;
  return scale > 0 ? affine(standardize(form), scale, mean) : form;
}

/** The bounded form shifted and scaled to the extremes of the sample. */
function betweenExtremes(form: Law, values: Float64Array): Law {
  const [least, most] = values.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)] as const, [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const);
  const unit = standardize(form);
  const [low, high] = unit.support;
  const scale = (most - least) / (high - low);
  return scale > 0 ? affine(unit, scale, least - low * scale) : form;
}

/** No named mistake explains it: another shape if the scale is right, otherwise another scale. */
function unexplained(input: DiagnoseInput, moments: MomentEstimates): Recognised {
  const { expected, failed } = input;
  const limit = otherLimit(input, moments);
  if (limit !== undefined) return limit;
  if (isRightScale(moments, expected.law.variance)) return otherShape(input, moments);
  const scaled = scaledShape(input, moments);
  return scaleOnly(expected, failed, moments, scaled === undefined ? "" : `, in the shape of ${scaled}`);
}

/** The largest entry determines the limit of a bounded law to about 5 / n; the variance is much less precise. */
function otherLimit(
  { expected: { law }, samples, failed }: DiagnoseInput,
  moments: MomentEstimates,
): Recognised | undefined {
  const [, limit] = law.support;
  if (!Number.isFinite(limit) || Math.abs(moments.kurtosis / law.moment(4) - 1) > FORM / 3) return undefined;
  const { values } = samples[0]!;
  const furthest = values.reduce((most, x) => Math.max(most, Math.abs(x - law.mean)), 0);
  const least = furthest / (limit - law.mean);
  // The probability of the outermost share e of the support, on both sides together, divided by e.
  const atLimit = 2 * (limit - law.mean) * law.density(law.mean + (1 - AT_LIMIT) * (limit - law.mean));
  const most = least * (1 + LOG_100 / (atLimit * values.length));
  if (least <= 1 + LIMIT_ROUNDING && most >= 1 - LIMIT_ROUNDING) return undefined;
  const { ratio, half } = ratioOf(moments, law.variance);
  if (ratio - half > most ** 2 || ratio + half < least ** 2) return undefined;
  const [from, to] = [least, most].map((x) => Number(x.toPrecision(6)));
  const evidence = `the limit is [${from}, ${to}] times the documented one; failed ${failed.join(", ")}`;
  return { mistake: "wrong-scale", evidence };
}

/** The name of the law that the entries follow after standardisation by their own mean and spread. */
function scaledShape(
  { samples, expected: { law } }: DiagnoseInput,
  { mean, variance }: MomentEstimates,
): string | undefined {
  const unit = standardize(law);
  const sd = Math.sqrt(variance);
  return sd > 0
    ? otherLawOf(
        samples[0]!.values.map((x) => (x - mean) / sd),
        unit.density,
      )
    : undefined;
}

function otherShape({ expected, samples, failed }: DiagnoseInput, moments: MomentEstimates): Recognised {
  const name = otherLawOf(samples[0]!.standard, standardize(expected.law).density);
  const ratio = ratioText(moments, expected.law.variance);
  const fourth = Number(expected.law.moment(4).toPrecision(3));
  const shape = name === undefined ? "the shape is that of no common law" : `the law is ${name}`;
  const kurtosis = `kurtosis ${Number(moments.kurtosis.toPrecision(3))} for ${fourth}`;
  const evidence = `the scale is right (variance ${ratio} of the documented one), but ${shape}, ${kurtosis}; failed ${failed.join(", ")}`;
  return { mistake: "other-law", evidence };
}

function scaleOnly(
  expected: DiagnoseInput["expected"],
  failed: readonly string[],
  moments: MomentEstimates,
  form: string,
): Recognised {
  const ratio = moments.variance / expected.law.variance;
  const text = ratioText(moments, expected.law.variance);
  const sd = Number(Math.sqrt(ratio).toPrecision(4));
  const fourth = expected.law.moment(4);
  const tails = Number(moments.kurtosis.toPrecision(3));
  const shape =
    Math.abs(moments.kurtosis - fourth) > ODD * fourth
      ? `, kurtosis ${tails} for ${Number(fourth.toPrecision(3))}`
      : "";
  const evidence = `variance is ${text} of the documented one (standard deviation times ${sd})${form}${shape}; failed ${failed.join(", ")}`;
  return { mistake: "wrong-scale" satisfies Mistake, evidence };
}
