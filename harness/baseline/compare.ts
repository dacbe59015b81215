/** Compares what a subject draws now with what was recorded: the same bits, other bits of the same law, or another law. */

import { type Entries, sampleOf } from "../check/sample.js";
import type { Expectation } from "../contract/expectation.js";
import { initializerNamed } from "../contract/index.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { formatShape } from "../contract/layout.js";
import { type Budget, budgetOf } from "../gate/budget.js";
import { decide } from "../gate/decide.js";
import { diagnose } from "../gate/diagnose/index.js";
import type { BaselineRecord, BaselineRow } from "../record/index.js";
import { fourDigits } from "../record/numberText.js";
import type { Subject } from "../subject/subject.js";
import type { Baseline, Recorded } from "./baselineFile.js";
import { drawSet, lawNameOf, SETS } from "./draw.js";
import type { Sketch } from "./sketch.js";
import { twoSampleTests } from "./twoSample.js";

export interface CompareOptions {
  /** The probability that a subject whose laws are unchanged fails the whole comparison. */
  readonly alpha: number;
  readonly onRow?: (row: BaselineRow, done: number, of: number) => void;
}

/** At lower levels some test could not reject: two sets of 16 groups that do not overlap in one of 16 cells have p = 5e-8. */
const LEAST_LEVEL = 1e-7;

interface Comparator {
  readonly subject: Subject;
  readonly contracts: readonly Initializer[];
  readonly budget: Budget;
}

export async function compareBaseline(
  baseline: Baseline,
  subject: Subject,
  contracts: readonly Initializer[],
  { alpha, onRow = () => {} }: CompareOptions,
): Promise<BaselineRecord> {
  const tests = baseline.cases.length * twoSampleTests.length;
  const budget = budgetOf(alpha, tests, LEAST_LEVEL);
  if (budget.stages.length > SETS.stages.length) {
    throw new RangeError(`baseline: alpha must be larger, for ${SETS.stages.length} stages to reach it, got ${alpha}`);
  }
  const bench = { subject, contracts, budget };
  const rows: BaselineRow[] = [];
  for (const recorded of baseline.cases) {
    const row = { ...facts(baseline, recorded, subject), ...(await compareCase(recorded, bench)) };
    onRow(row, rows.push(row), baseline.cases.length);
  }
  return { alpha, tests, rows };
}

type Found = Pick<BaselineRow, "found" | "verdict" | "pValue" | "failed" | "lawNow" | "diagnosis" | "note">;

function facts(
  { subject: then }: Baseline,
  { case: one, law }: Recorded,
  subject: Subject,
): Omit<BaselineRow, keyof Found> {
  const { asked, shape, layout, dtype, seed } = one;
  const { name, version: versionNow } = subject.description;
  const key = { initializer: asked, shape: formatShape(shape), layout, dtype, seed };
  const versionThen = then.name === name ? then.version : `${then.name} ${then.version}`;
  return { subject: name, versionThen, versionNow, ...key, lawThen: law };
}

async function compareCase(recorded: Recorded, bench: Comparator): Promise<Found> {
  const { case: one, digest, law } = recorded;
  const expected = expectationOf(initializerNamed(bench.contracts, one.contract), one);
  const again = await drawSet(one, expected, bench.subject, SETS.stages[0]!, recorded.edges);
  if ("reason" in again) return undetermined(again.reason);
  if (!again.isFinite) return notFinite();
  const lawNow = lawNameOf(one, bench.contracts, again.tensors);
  if (again.digest === digest) {
    return { found: "same bits", verdict: "pass", pValue: null, failed: [], lawNow: law, diagnosis: null, note: "" };
  }
  const stages = fresh(recorded, expected, bench);
  const asked = await testAll(recorded, stages, bench.budget);
  if ("reason" in asked) return undetermined(asked.reason);
  const { failed, pValue } = asked;
  if (failed.length === 0) {
    return { found: "same law", verdict: "pass", pValue, failed, lawNow, diagnosis: null, note: "" };
  }
  const tensors = await stages.last();
  const diagnosis = named(recorded, tensors, failed, bench.contracts);
  return {
    found: "other law",
    verdict: "fail",
    pValue,
    failed,
    lawNow,
    diagnosis,
    note: changeText(recorded, tensors),
  };
}

const undetermined = (note: string): Found => ({
  found: "",
  verdict: "undetermined",
  pValue: null,
  failed: [],
  lawNow: "",
  diagnosis: null,
  note,
});

const notFinite = (): Found => ({
  ...undetermined(""),
  found: "other law",
  verdict: "fail",
  pValue: 0,
  failed: ["finite"],
  lawNow: "none",
  diagnosis: { mistake: "outliers", evidence: "entries that are not finite", alsoFits: [] },
});

/** The stages on fresh seeds, each drawn once and only if needed. */
interface Fresh {
  sketch(stage: number): Promise<Sketch | { readonly reason: string }>;
  /** The tensors of the latest stage. */
  last(): Promise<readonly Entries[]>;
}

function fresh({ case: one, edges }: Recorded, expected: Expectation, { subject }: Comparator): Fresh {
  const sketches: Sketch[] = [];
  let tensors: readonly Entries[] = [];
  return {
    async sketch(stage) {
      if (sketches[stage] === undefined) {
        const seen = await drawSet(one, expected, subject, SETS.fresh[stage]!, edges);
        if ("reason" in seen) return seen;
        ({ tensors, sketch: sketches[stage] } = seen);
      }
      return sketches[stage]!;
    },
    last: async () => tensors,
  };
}

/** Runs every test, stage by stage, by the rule of docs/method.md. */
async function testAll(
  { stages }: Recorded,
  now: Fresh,
  budget: Budget,
): Promise<{ readonly failed: readonly string[]; readonly pValue: number } | { readonly reason: string }> {
  const failed: string[] = [];
  let least = 1;
  for (const test of twoSampleTests) {
    for (const [stage, then] of stages.entries()) {
      const sketch = await now.sketch(stage);
      if ("reason" in sketch) return sketch;
      const pValue = test.pValue(then, sketch);
      const settled = decide(pValue, "exact", stage, budget);
      if (settled === "open") continue;
      least = Math.min(least, pValue);
      if (settled === "fail") failed.push(test.name);
      break;
    }
  }
  return { failed, pValue: Math.min(1, least * twoSampleTests.length) };
}

/** The named mistake that turns the recorded law into the present one, if there is one. */
function named(
  { case: one, law }: Recorded,
  tensors: readonly Entries[],
  failed: readonly string[],
  contracts: readonly Initializer[],
): BaselineRow["diagnosis"] {
  const then = contracts.find(({ name }) => name === law) ?? initializerNamed(contracts, one.contract);
  const spec = { shape: one.shape, layout: one.layout, groups: one.groups };
  const expected = expectationOf(then, then.name === one.contract ? one : spec);
  return diagnose({ expected, samples: [sampleOf({ expected, dtype: one.dtype, tensors, reseeded: true })], failed });
}

/** "variance 0.774 of before" */
function changeText({ stages }: Recorded, tensors: readonly Entries[]): string {
  const { summaries } = stages.at(-1)!;
  const [m, square] = [summaries.mean, summaries.variance].map(
    (groups) => groups.reduce((total, x) => total + x, 0) / groups.length,
  ) as [number, number];
  let [sum, squares, n] = [0, 0, 0];
  for (const tensor of tensors) {
    for (const x of tensor) {
      sum += x;
      squares += x * x;
    }
    n += tensor.length;
  }
  const [now, then] = [squares / n - (sum / n) ** 2, square - m * m];
  return `mean ${fourDigits(m)}, now ${fourDigits(sum / n)}; variance ${then > 0 ? `${fourDigits(now / then)} of before` : `now ${fourDigits(now)}`}`;
}
