/** The one place that writes a command's results to the disk and the terminal. */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { resultsText, writeRun } from "../harness/command/results/writeRun.js";
import type { Outcome } from "../harness/record/index.js";
import { plain } from "./plain.js";
import type { Reporter } from "./reporter.js";
import { reporters } from "./reporters.js";
import { summaryText } from "./summary.js";

export interface PublishOptions {
  /** The report directory. */
  readonly out: string;
  /** Names of the reporters whose files are wanted beside results.json. */
  readonly reporter: readonly string[];
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly colour: boolean;
  /** Columns of the terminal, if stdout is one. */
  readonly columns?: number;
  /** The file that a CI server reads a step's summary from, if there is one. */
  readonly stepSummary?: string;
}

/** Where a program's texts go. */
export interface Streams {
  readonly print: (text: string) => Promise<void>;
  /** For lines that are no result: stderr. */
  readonly annotate: (text: string) => void;
}

/**
 * Writes the files of a run as one, prints its summary, and tells a terminal where the page is, if there is one. The summary is printed even where the files cannot be
 * written.
 *
 * @throws Error of one line where a reporter is unknown or the directory cannot be written
 */
export async function publish(outcome: Outcome, options: PublishOptions, { print, annotate }: Streams): Promise<void> {
  const { out, quiet = false, json = false, colour, columns } = options;
  const wanted = reportersNamed(options.reporter);
  const files = Object.assign({}, ...(await Promise.all(wanted.map((one) => one.files(outcome)))));
  const results = resultsText(outcome, files);
  let earlier: ReturnType<typeof writeRun>;
  try {
    earlier = writeRun(out, files, results);
  } finally {
    await print(
      json ? results : summaryText(outcome, { colour, quiet, ...(columns === undefined ? {} : { columns }) }),
    );
    for (const reporter of wanted) {
      if (reporter.annotations !== undefined) annotate(reporter.annotations(outcome));
      if (options.stepSummary !== undefined && reporter.stepSummary !== undefined) {
        appendSummary(options.stepSummary, await reporter.stepSummary(outcome));
      }
    }
  }
  if (earlier !== undefined && earlier.kind !== outcome.kind && earlier.names.length > 0) {
    const removed = `removed ${earlier.names.join(", ")} of an earlier ${earlier.kind}`;
    annotate(`initgate: ${plain(out)}: ${plain(removed)}; --out DIR writes elsewhere\n`);
  }
  for (const { page } of wanted) {
    if (page !== undefined && columns !== undefined && !quiet) annotate(`initgate: open ${plain(join(out, page))}\n`);
  }
}

/** @throws Error of one line */
function appendSummary(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw new Error(`report: the step summary must be writable, got ${(error as NodeJS.ErrnoException).code}`);
  }
}

/**
 * @param hint what the message ends with, such as the nearest of the known names
 * @throws RangeError for a name that no reporter has
 */
export function reportersNamed(
  names: readonly string[],
  hint: (name: string, known: readonly string[]) => string = () => "",
): readonly Reporter[] {
  return [...new Set(names)].map((name) => {
    const found = reporters.find((reporter) => reporter.name === name);
    if (found === undefined) {
      const known = reporters.map((one) => one.name);
      throw new RangeError(`reporter: must be of ${known.join(", ")}, got ${name}${hint(name, known)}`);
    }
    return found;
  });
}
