/** The command that reruns exactly one case. */

import { formatShape } from "../contract/layout.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Budget } from "./budget.js";
import type { Case } from "./plan.js";

/** `tests` is the number of p-values of the case: its share of alpha gives each p-value the same level as in the run. */
export function replayOf(one: Case, spec: SubjectSpec, budget: Budget, tests: number): string {
  const alpha = shareOf(budget, tests);
  const words = [
    ...checkOf(spec, one.asked),
    ...(one.asked === one.contract ? [] : ["--as", quote(one.contract)]),
    ...["--shape", formatShape(one.shape), "--layout", quote(one.layout)],
    ...(one.groups === 1 ? [] : ["--groups", one.groups]),
    ...(one.fanIn === undefined ? [] : ["--fan-in", one.fanIn]),
    ...(one.fanOut === undefined ? [] : ["--fan-out", one.fanOut]),
    ...Object.entries(one.given ?? one.params).flatMap(([key, value]) => ["--param", quote(`${key}=${value}`)]),
    ...["--dtype", one.dtype, "--samples", one.samples, "--seed", one.seed, "--alpha", alpha],
  ];
  return words.join(" ");
}

/** The same as a call of `check`, for a subject that is a function. */
export function replayInCode(one: Case, budget: Budget, tests: number): string {
  const { asked, contract, shape, layout, groups, fanIn, fanOut, dtype, samples, seed } = one;
  const params = one.given ?? one.params;
  const options = {
    ...{ initializers: [asked], ...(asked === contract ? {} : { as: contract }), shapes: [shape], layout },
    ...(groups === 1 ? {} : { groups }),
    ...(fanIn === undefined ? {} : { fanIn }),
    ...(fanOut === undefined ? {} : { fanOut }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...{ dtype, samples, seed, alpha: shareOf(budget, tests) },
  };
  return `check({ subject, ${JSON.stringify(options).slice(1, -1)} })`;
}

const shareOf = ({ alpha, tests: all }: Budget, tests: number): number =>
  (alpha * Math.max(1, tests)) / Math.max(1, all);

/** The command, or the call, that gates one name at all its shapes. */
export function nameReplay(
  name: string,
  spec: SubjectSpec,
  { seed, alpha, own }: { readonly seed: number; readonly alpha: number; readonly own?: unknown },
): string {
  if (own !== undefined)
    return `check({ subject, ${JSON.stringify({ initializers: [name], seed, alpha }).slice(1, -1)} })`;
  return [...checkOf(spec, name), "--seed", seed, "--alpha", alpha].join(" ");
}

const checkOf = ({ subject, command, python, timeout }: SubjectSpec, name: string): readonly (string | number)[] => [
  "npx initgate check",
  ...(command === undefined
    ? ["--subject", quote(subject), ...(python === undefined ? [] : ["--python", quote(python)])]
    : ["--command", quote(command)]),
  ...(timeout === undefined ? [] : ["--timeout", timeout]),
  ...["--initializer", quote(name)],
];

/** Quotes a word for a POSIX shell if necessary. */
function quote(word: string): string {
  return /^[\w.,:/=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
