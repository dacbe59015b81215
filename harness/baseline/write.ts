/** Records what a subject draws today. */
import { initializerNamed } from "../contract/index.js";
import { expectationOf, type Initializer } from "../contract/initializer.js";
import { type Case, caseId } from "../gate/plan.js";
import { entriesOf, requireRoom } from "../gate/room.js";
import type { Subject } from "../subject/subject.js";
import { type Baseline, MOST_ENTRIES, type Recorded } from "./baselineFile.js";
import { drawPilot, drawSet, lawNameOf, SETS } from "./draw.js";
import { edgesOf } from "./sketch.js";

/**
 * Throws an Error of one line if the subject cannot answer: half a baseline would be compared as a whole one. Cases that the
 * subject does not support are left out, unless it supports none.
 */
export async function writeBaseline(
  cases: readonly Case[],
  subject: Subject,
  { contracts, version }: { readonly contracts: readonly Initializer[]; readonly version: string },
  onCase: (one: Case, done: number, of: number) => void = () => {},
): Promise<Baseline> {
  requireRoom("baseline", cases, 1);
  const large = cases.find((one) => entriesOf(one) > MOST_ENTRIES);
  if (large !== undefined) throw new RangeError(`baseline: ${caseId(large)} must have at most ${MOST_ENTRIES} entries`);
  const recorded: Recorded[] = [];
  let refusal = "";
  for (const [at, one] of cases.entries()) {
    const got = await record(one, subject, contracts);
    onCase(one, at + 1, cases.length);
    if ("case" in got) recorded.push(got);
    else if (got.reason.startsWith("unsupported")) refusal = got.reason;
    else throw new Error(`baseline: ${caseId(one)} must be drawn, got ${got.reason}`);
  }
  if (recorded.length === 0) throw new Error(`baseline: must have something to record, got ${refusal || "no cases"}`);
  const { name, version: subjectVersion } = subject.description;
  return { schema: 2, initgate: version, subject: { name, version: subjectVersion }, cases: recorded };
}

async function record(
  one: Case,
  subject: Subject,
  contracts: readonly Initializer[],
): Promise<Recorded | { readonly reason: string }> {
  const expected = expectationOf(initializerNamed(contracts, one.contract), one);
  const pilot = await drawPilot(one, expected, subject);
  if ("reason" in pilot) return pilot;
  if (!pilot.tensors.every((tensor) => tensor.every(Number.isFinite))) return { reason: "entries that are not finite" };
  const edges = edgesOf(pilot.tensors);
  const stages: Recorded["stages"][number][] = [];
  let first: Pick<Recorded, "digest" | "law"> | undefined;
  for (const set of SETS.stages) {
    const seen = await drawSet(one, expected, subject, set, edges);
    if ("reason" in seen) return seen;
    if (!seen.isFinite) return { reason: "entries that are not finite" };
    first ??= { digest: seen.digest, law: lawNameOf(one, contracts, seen.tensors) };
    stages.push(seen.sketch);
  }
  return { case: one, ...first!, edges, stages };
}
