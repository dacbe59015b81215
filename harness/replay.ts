/** The command that reruns exactly one case. */
import type { Budget } from "./budget.js";
import { formatShape } from "./layout.js";
import type { Case } from "./plan.js";

/** Where the tensors come from, as plain data that a thread or another machine can open again. */
export interface SubjectSpec {
  readonly subject: string;
  /** A program that speaks the protocol; with it `subject` is not looked up. */
  readonly command?: string;
  /** The interpreter of the subjects that are Python programs. */
  readonly python?: string;
}

/** `tests` is the case's number of p-values: its share of alpha holds each of them to the same level as in the run. */
export function replayOf(one: Case, spec: SubjectSpec, budget: Budget, tests: number): string {
  const alpha = shareOf(budget, tests);
  const words = [
    ...checkOf(spec, one.asked),
    ...(one.asked === one.contract ? [] : ["--as", quote(one.contract)]),
    ...["--shape", formatShape(one.shape), "--layout", quote(one.layout)],
    ...(one.groups === 1 ? [] : ["--groups", one.groups]),
    ...Object.entries(one.given ?? one.params).flatMap(([key, value]) => ["--param", quote(`${key}=${value}`)]),
    ...["--dtype", one.dtype, "--samples", one.samples, "--seed", one.seed, "--alpha", alpha],
  ];
  return words.join(" ");
}

/** The same as a call of `check`, where the subject is a function of the caller's. */
export function replayInCode(one: Case, budget: Budget, tests: number): string {
  const { asked, contract, shape, layout, groups, dtype, samples, seed } = one;
  const params = one.given ?? one.params;
  const options = {
    ...{ initializers: [asked], ...(asked === contract ? {} : { as: contract }), shapes: [shape], layout },
    ...(groups === 1 ? {} : { groups }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...{ dtype, samples, seed, alpha: shareOf(budget, tests) },
  };
  return `check({ subject, ${JSON.stringify(options).slice(1, -1)} })`;
}

const shareOf = ({ alpha, tests: all }: Budget, tests: number): number =>
  (alpha * Math.max(1, tests)) / Math.max(1, all);

/** The command that gates one name, whatever its shapes. */
export const nameReplay = (name: string, spec: SubjectSpec, seed: number, alpha: number): string =>
  [...checkOf(spec, name), "--seed", seed, "--alpha", alpha].join(" ");

const checkOf = ({ subject, command, python }: SubjectSpec, name: string): readonly string[] => [
  "initgate check",
  ...(command === undefined
    ? ["--subject", quote(subject), ...(python === undefined ? [] : ["--python", quote(python)])]
    : ["--command", quote(command)]),
  ...["--initializer", quote(name)],
];

/** Quotes a word for a POSIX shell if it needs it. */
function quote(word: string): string {
  return /^[\w.,:/=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
