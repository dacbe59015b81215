/** Records what a subject draws, and compares it with a record. */

import { baselineText, readBaseline } from "../../baseline/baselineFile.js";
import { compareBaseline } from "../../baseline/compare.js";
import { writeBaseline } from "../../baseline/write.js";
import { casesOf, type GateRequest } from "../../gate/resolveRequest.js";
import type { BaselineRecord } from "../../record/index.js";
import { openSubject } from "../../subject/open.js";
import type { SubjectSpec } from "../../subject/spec.js";
import type { Subject } from "../../subject/subject.js";
import { caseLine } from "./checkList.js";
import type { Operation, OperationSurroundings } from "./operation.js";

export interface BaselineRequest {
  readonly spec: SubjectSpec;
  readonly ask: GateRequest;
}

/** A baseline: the text of its file, and the facts that the summary prints. */
export interface WrittenBaseline {
  readonly text: string;
  /** Name and version. */
  readonly subject: string;
  readonly cases: number;
}

export const writing: Operation<BaselineRequest, WrittenBaseline> = ({ spec, ask }, around, watch) =>
  withSubject(spec, around, async (subject) => {
    const cases = casesOf(ask, subject.description, around);
    const baseline = await writeBaseline(cases, subject, around, (_, done, of) => watch.progress(done, of));
    const { name, version } = subject.description;
    return { text: baselineText(baseline), subject: `${name} ${version}`, cases: baseline.cases.length };
  });

export interface ComparisonRequest {
  readonly spec: SubjectSpec;
  /** The baseline. */
  readonly file: string;
  readonly alpha: number;
}

export const comparison: Operation<ComparisonRequest, BaselineRecord> = async (
  { spec, file, alpha },
  around,
  watch,
) => {
  const before = await readBaseline(file);
  watch.begin({ alpha, tests: 0, rows: [] } satisfies BaselineRecord);
  return withSubject(spec, around, (subject) =>
    compareBaseline(before, subject, around.contracts, { alpha, onRow: watch.row }),
  );
};

/** Lists the content of a baseline, one line for each case. */
export const list: Operation<{ readonly file: string }, readonly string[]> = async ({ file }) =>
  (await readBaseline(file)).cases.map((one) => caseLine(one.case));

async function withSubject<T>(
  spec: SubjectSpec,
  around: OperationSurroundings,
  use: (subject: Subject) => Promise<T>,
): Promise<T> {
  const subject = await openSubject(spec, around);
  try {
    return await use(subject);
  } finally {
    await subject.close();
  }
}
