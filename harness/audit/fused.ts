/**
 * Several weights in one tensor: the gates of a recurrent layer, or q, k and v. If no contract fits the whole, equal parts along
 * the output axis are identified one by one; the tensor passes if every part does.
 */
import type { Entries } from "../check/sample.js";
import type { IdentifiedTensor } from "./identifiedTensor.js";
import { judgeUnclaimed, type TensorOutcome } from "./verdict.js";

/** The numbers of parts that are tried, in this order. */
const COUNTS = [2, 3, 4] as const;
/** The largest count. Each part gets 1/MOST of the tensor's share of alpha, so that the union bound holds. */
const MOST = 4;

export function judgeFused(seen: IdentifiedTensor): TensorOutcome | undefined {
  for (const count of COUNTS) {
    const outcome = judgeInParts(seen, count);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

function judgeInParts(seen: IdentifiedTensor, count: number): TensorOutcome | undefined {
  const parts: IdentifiedTensor[] = [];
  const outcomes: TensorOutcome[] = [];
  for (let part = 0; part < count; part++) {
    const one = cutOf(seen, part, count);
    if (one === undefined) return undefined;
    const outcome = judgeUnclaimed(one);
    if (outcome.verdict !== "pass") return undefined;
    parts.push(one);
    outcomes.push(outcome);
  }
  return haveEqual(parts) || areOneLaw(outcomes, parts[0]!.evidence.weight.entries.length)
    ? undefined
    : joinedOutcome(outcomes);
}

/** The log ratio of variances, in standard errors, that two parts of one law never reach. */
const DIFFERENT = 8;

/**
 * Whether all parts follow one law of independent entries. Then they are no separate weights: the whole failed this
 * law, and a part passes it only because it has fewer entries.
 */
function areOneLaw(parts: readonly TensorOutcome[], each: number): boolean {
  const laws = parts.map(({ expected }) => expected!);
  const [first] = laws;
  return laws.every(({ joint, law }) => {
    const ratio = Math.abs(Math.log(law.variance / first!.law.variance));
    return joint === "independent" && law.family === first!.law.family && ratio < DIFFERENT * Math.sqrt(4 / each);
  });
}

/** Whether two random parts are equal: then they are no separate weights. */
const haveEqual = (parts: readonly IdentifiedTensor[]): boolean =>
  parts.some(({ evidence: { weight: one } }, at) =>
    parts.slice(0, at).some(({ evidence: { weight: other } }) => {
      const isRandom = one.entries.some((x) => x !== one.entries[0]);
      return isRandom && one.entries.every((x, k) => x === other.entries[k]);
    }),
  );

/** The verdict on the whole tensor. */
function joinedOutcome(parts: readonly TensorOutcome[]): TensorOutcome {
  const names = parts.map(({ bestFit }) => bestFit);
  const random = parts.find(({ expected }) => expected!.joint !== "exact");
  const least = parts.reduce((most, { pValue }) => Math.min(most, pValue ?? 1), 1);
  return {
    bestFit: names.join(" | "),
    pValue: Math.min(1, parts.length * least),
    verdict: "pass",
    diagnosis: null,
    note: inWords(names),
    alsoFits: [],
    expected: (random ?? parts[0]!).expected!,
  };
}

/** `in 4 parts along the outputs: part 2 is ones, the others are zeros`. */
function inWords(names: readonly string[]): string {
  const count = (name: string): number => names.filter((other) => other === name).length;
  const common = names.reduce((most, name) => (count(name) > count(most) ? name : most));
  const odd = names.flatMap((name, part) => (name === common ? [] : [`part ${part + 1} is ${name}`]));
  const rest = count(common) === 1 ? `part ${names.indexOf(common) + 1} is ${common}` : `the others are ${common}`;
  const all = odd.length === 0 ? `each is ${common}` : [...odd, rest].join(", ");
  return `in ${names.length} parts along the outputs: ${all}`;
}

/** The axis of outputs: the first, whose parts are stored one after the other, or the last, as in Keras. */
function outputAxis(layout: string, axes: number): number | undefined {
  if (layout.includes("(") || layout.includes("g")) return undefined;
  if (axes === 1 || layout.startsWith("o")) return 0;
  return layout.endsWith("o") ? axes - 1 : undefined;
}

/** One of `count` equal parts, as a tensor of its own. */
function cutOf(seen: IdentifiedTensor, part: number, count: number): IdentifiedTensor | undefined {
  const { dims, layout, evidence, withEvidence } = seen;
  const { excerpt, weight, share } = evidence;
  const axis = outputAxis(layout, dims.length);
  if (axis === undefined || excerpt.dims.length !== dims.length) return undefined;
  if (dims[axis]! % count !== 0 || excerpt.dims[axis]! % count !== 0) return undefined;
  if (axis > 0 && !excerpt.isWhole) return undefined;
  const cut = (sizes: readonly number[]): readonly number[] =>
    sizes.map((size, other) => (other === axis ? size / count : size));
  const size = weight.entries.length / count;
  if (size < 2) return undefined;
  const entries =
    axis === 0
      ? weight.entries.subarray(part * size, (part + 1) * size)
      : columnsOf(weight.entries, dims[axis]!, part, count);
  const before = (part * dims.reduce((product, d) => product * d, 1)) / count;
  const indexOf = axis === 0 ? (k: number) => excerpt.indexOf(k + part * size) - before : (k: number) => k;
  return withEvidence(cut(dims), {
    weight: { ...weight, entries },
    excerpt: { dims: cut(excerpt.dims), entries, indexOf, isWhole: excerpt.isWhole },
    share: share / MOST,
  });
}

const columnsOf = (entries: Entries, columns: number, part: number, count: number): Entries => {
  const each = columns / count;
  return (entries as Float64Array).filter((_, k) => Math.floor((k % columns) / each) === part);
};
