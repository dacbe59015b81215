/** `initgate baseline write` and `initgate baseline compare`: what an upgrade of a subject changes. */
import { type Command, Option } from "commander";
import { compareBaseline } from "../baseline/compare.js";
import { baselineText, readBaseline } from "../baseline/file.js";
import { writeBaseline } from "../baseline/write.js";
import { casesOf } from "../cases.js";
import { worst } from "../record/index.js";
import { openSubject } from "../subject/open.js";
import type { Subject } from "../subject/subject.js";
import {
  type AskOptions,
  askOf,
  type SubjectOptions,
  subjectOf,
  withAskOptions,
  withSubjectOptions,
} from "./asking.js";
import type { Context } from "./context.js";
import { type CommonOptions, probability, withCommonOptions } from "./options.js";
import { progressBar } from "./progress.js";

const FILE = "initgate-baseline.json";

type WriteOptions = CommonOptions & SubjectOptions & AskOptions;
type CompareOptions = CommonOptions & SubjectOptions & { readonly alpha: number };

export function addBaseline(program: Command, context: Context): void {
  const baseline = program
    .command("baseline")
    .description("record what a subject draws, and compare: same bits, same law or another law");
  const write = baseline
    .command("write")
    .description("record digests and sketches of what a subject draws")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(withAskOptions(withSubjectOptions(write))).action((file: string, options: WriteOptions) =>
    runWrite(file, options, context),
  );
  const compare = baseline
    .command("compare")
    .description("hold what a subject draws now against a baseline, case by case as it was recorded")
    .argument("[file]", "the baseline", FILE);
  withCommonOptions(
    withSubjectOptions(compare).addOption(
      new Option("--alpha <p>", "probability that unchanged laws fail the whole comparison")
        .default(1e-9)
        .argParser(probability),
    ),
  ).action((file: string, options: CompareOptions) => runCompare(file, options, context));
}

async function runWrite(file: string, options: WriteOptions, context: Context): Promise<void> {
  const progress = progressBar(options);
  const written = await withSubject(options, context, (subject) => {
    const cases = casesOf(askOf(options, options.seed), subject.description, context.around);
    return writeBaseline(cases, subject, context.around, progress.update);
  }).finally(progress.stop);
  context.publishBaseline(file, baselineText(written), written, options);
}

async function runCompare(file: string, options: CompareOptions, context: Context): Promise<void> {
  const before = await readBaseline(file);
  const progress = progressBar(options);
  const record = await withSubject(options, context, (subject) =>
    compareBaseline(before, subject, context.around.contracts, { alpha: options.alpha, onRow: progress.update }),
  ).finally(progress.stop);
  context.publishComparison(record, options);
  context.exit(worst(record.rows.map(({ verdict }) => verdict)));
}

async function withSubject<T>(
  options: SubjectOptions,
  { around }: Context,
  use: (subject: Subject) => Promise<T>,
): Promise<T> {
  const subject = await openSubject(subjectOf(options), around);
  try {
    return await use(subject);
  } finally {
    await subject.close();
  }
}
