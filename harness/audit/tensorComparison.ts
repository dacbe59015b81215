/** The tensors of one file, compared with each other as they are read. */
import type { Expectation } from "../contract/expectation.js";
import { isSymmetric } from "../contract/law/index.js";
import { matches } from "../contract/pattern.js";
import type { Diagnosis } from "../record/index.js";
import type { AtRest } from "./atRest.js";
import type { Tied } from "./claims.js";
import type { Compared } from "./equalTensors.js";
import {
  keptOf,
  MOST_COMPARED,
  overlapDiagnosis,
  relationsAmong,
  stretches,
  type Trace,
  traceOf,
} from "./relations/index.js";

/** What a comparison with other tensors assumes of a tensor's law. */
export interface Comparable {
  readonly mean: number;
  /** The entries are independent, and their law is symmetric about the mean. */
  readonly symmetric: boolean;
}

/** Undefined for a tensor that follows no contract, and for one that is no sample of a law: neither has a p-value. */
export function comparableOf(expected: Expectation | undefined): Comparable | undefined {
  if (expected === undefined || ["exact", "sparse", "any"].includes(expected.joint)) return undefined;
  const { joint, law } = expected;
  return { mean: law.mean, symmetric: joint === "independent" && isSymmetric(law) };
}

export interface TensorComparison {
  /** Adds the tensor of row `row`, and keeps what comparisons need of it. */
  add(row: number, weight: Omit<AtRest, "expected">, compared: Compared, law: Comparable): void;
  /** The dependences found, once all tensors are added: at most one for each row. */
  findings(): readonly { readonly row: number; readonly pValue: number; readonly diagnosis: Diagnosis }[];
}

/** `level` is the false alarm probability of each comparison of independent tensors. */
export function openTensorComparison(tensors: number, level: number, tied: readonly Tied[]): TensorComparison {
  const traces: Trace[] = [];
  const rowOf: number[] = [];
  const repeats = stretches();
  const overlaps: { readonly row: number; readonly diagnosis: Diagnosis }[] = [];
  const tensorOf = new Map<string, string>();
  // Parts of tied tensors are equal as the tensors are.
  const areTied = (...both: readonly [string, string]): boolean =>
    tied.some(({ names }) =>
      both.every((name) => names.some((pattern) => matches(pattern, tensorOf.get(name) ?? name))),
    );
  return {
    add(row, { dtype, entries }, { entry: { name, shape }, tensor }, { mean, symmetric }) {
      if (isConstant(entries)) return;
      if (tensor !== name) tensorOf.set(name, tensor);
      const size = shape.reduce((product, d) => product * d, 1);
      if (traces.length < MOST_COMPARED) {
        traces.push(traceOf(name, entries, { dtype, size, mean, symmetric }, keptOf(tensors)));
        rowOf.push(row);
      }
      const found = symmetric ? repeats.add(name, entries, mean) : undefined;
      if (found !== undefined && !areTied(found.name, name)) {
        overlaps.push({ row, diagnosis: overlapDiagnosis(found, name) });
      }
    },
    findings() {
      const related = relationsAmong(traces, level, areTied).map(({ later, ...rest }) => ({
        row: rowOf[later]!,
        ...rest,
      }));
      const chance = repeats.pValue();
      const repeated = chance <= level ? overlaps.map((one) => ({ ...one, pValue: chance })) : [];
      const named = new Set(related.map(({ row }) => row));
      return [...related, ...repeated.filter(({ row }) => !named.has(row))];
    },
  };
}

const isConstant = (entries: AtRest["entries"]): boolean => entries.every((x) => x === entries[0]);
