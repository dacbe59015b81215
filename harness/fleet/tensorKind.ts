/** Tensors of an audit: a worker examines one only if the file at its own path has the same content. */
import { isAbsolute } from "node:path";
import type { Examined } from "../audit/examine.js";
import { MOST_ENTRIES } from "../audit/excerpt.js";
import type { Absent, TensorJob } from "../audit/tensorJob.js";
import { requireMemory } from "../machine/bounds.js";
import {
  dictionary,
  finite,
  flag,
  line,
  list,
  name,
  number,
  orNull,
  parameters,
  record,
  text,
  whole,
  yes,
} from "./form.js";
import type { JobKind } from "./jobKind.js";
import { diagnosisForm, MOST_NOTES, positive, probability, verdict } from "./verdictForm.js";

const MOST_CLAIMS = 1000;
const MOST_NAMES = 10_000;
const PATH = 4096;
const DIGEST = 64;

/** The measured peak of a thread, with all views that the checks make of a tensor. */
const BYTES_AN_ENTRY = 150;

const claimForm = record(
  { pattern: line, contract: line },
  {
    ...{ layout: name, groups: positive, fanIn: positive, fanOut: positive, params: parameters },
    ...{ optional: yes, when: line, rows: name, columns: name, split: positive, part: positive },
  },
);

const workForm = record(
  {
    ...{ path: text(PATH), tensor: line, part: whole(0), content: text(DIGEST) },
    claims: list(claimForm, MOST_CLAIMS),
    scope: dictionary(name, finite, MOST_NAMES),
    share: probability,
    inUse: list(line, MOST_NAMES),
  },
  { layout: line, groups: positive },
);

const orUnknown = orNull(number(0, Number.MAX_VALUE));

const rowForm = record(
  {
    ...{ bestFit: line, pValue: orNull(probability), verdict, diagnosis: orNull(diagnosisForm), note: line },
    ...{ alsoFits: list(line, MOST_NOTES), entries: whole(0, MOST_ENTRIES) },
  },
  { fanIn: orUnknown, sd: orUnknown, exempt: yes },
);

const foundForm = record(
  { row: rowForm },
  {
    scale: record({ family: name, value: finite, error: finite }),
    compared: record({ mean: finite, symmetric: flag }),
    swayedBy: list(line, MOST_NAMES),
  },
);

const absentForm = record({ absent: line });

/** The facts about the file are not sent: the coordinator fills in its own. */
const OWN = { file: "", tensor: "", shape: "", layout: "", dtype: "" };

export const tensorKind: JobKind<TensorJob, Examined | Absent> = {
  name: "tensor",
  kept: 50_000,
  workOf: ({ kind: _, ...work }) => work,
  jobOf(work) {
    const job = { kind: "tensor" as const, ...workForm(work, "job.work") };
    if (!isAbsolute(job.path)) throw new Error("job.work.path: must be absolute, got another");
    if (job.claims.some(({ contract }) => namesFile(contract)))
      throw new Error("job.work.claims: must name no file, got a contract that does");
    return job;
  },
  travels(job) {
    try {
      this.jobOf(this.workOf(job), { subject: "" });
      return true;
    } catch {
      return false;
    }
  },
  requireRoom: (worker, _, threads) =>
    requireMemory(`${worker}: tensors of ${MOST_ENTRIES} entries`, threads * MOST_ENTRIES * BYTES_AN_ENTRY),
  absence: (result) => ("absent" in result ? result.absent : undefined),
  foundOf(result) {
    if ("absent" in result) return result;
    const { file: _, tensor: __, shape: ___, layout: ____, dtype: _____, ...row } = result.row;
    return { ...result, row };
  },
  resultOf(value) {
    if (typeof value === "object" && value !== null && Object.hasOwn(value, "absent"))
      return absentForm(value, "answer.found");
    const { row, ...rest } = foundForm(value, "answer.found");
    requireConsistent(row);
    return { ...rest, row: { ...OWN, ...row } };
  },
};

/** The table of `values(FILE)` is on the coordinator's disk. */
const namesFile = (contract: string): boolean => contract.includes("values");

/** What fails has a diagnosis; what passes has none, and a p-value unless no law is claimed. */
function requireConsistent({ verdict: word, diagnosis, pValue, exempt, bestFit }: ReturnType<typeof rowForm>): void {
  const holds =
    word === "undetermined" ||
    (word === "fail"
      ? diagnosis !== null
      : diagnosis === null && bestFit !== "" && (pValue !== null || exempt === true));
  if (!holds) throw new Error(`answer: must have the diagnosis and the p-value of a ${word}, got others`);
}
