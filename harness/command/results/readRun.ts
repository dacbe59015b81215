/** Reads a run's directory; refuses one that holds files of two runs, or files that the run did not write. */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { REPORT_FILES, RESULTS, SCHEMA } from "../../record/fileNames.js";
import { isObject } from "../../record/guards.js";
import { isKind, type Outcome } from "../../record/index.js";
import { fileFault } from "../../weights/fileFault.js";
import { parseJson } from "../../weights/json.js";
import { oneLine } from "../../weights/oneLine.js";
import { digestOf, isAsDigested } from "./digest.js";

/** @throws Error of one line where the directory does not hold one run, whole and as it was written */
export function readRun(directory: string): Outcome {
  const { files, outcome, isWhole } = readResults(directory);
  const name = oneLine(directory, 200);
  if (!isWhole)
    throw new Error(`${name}: must hold ${RESULTS} as the run wrote it, but it was changed since: run again`);
  const other = Object.keys(files).find((file) => !isAsWritten(directory, file, files[file]!));
  if (other !== undefined) {
    throw new Error(`${name}: must hold the files of one run, but ${other} is not the one of ${RESULTS}: run again`);
  }
  const stray = readdirSync(directory).find((file) => isOfRun(file) && !Object.hasOwn(files, file));
  if (stray !== undefined) {
    throw new Error(`${name}: must hold the files of one run, but ${RESULTS} does not name ${stray}: remove it`);
  }
  return outcome;
}

/** `report` may leave its page beside the files of a run. */
const isOfRun = (file: string): boolean => REPORT_FILES.includes(file) && file !== "report.html";

/** The run whose results.json is in the directory, with the names of its files that are unchanged; undefined if there is none. */
export function earlierRun(directory: string): EarlierRun | undefined {
  try {
    const { files, outcome } = readResults(directory);
    return {
      kind: outcome.kind,
      names: Object.keys(files).filter((name) => isAsWritten(directory, name, files[name]!)),
    };
  } catch {
    return undefined;
  }
}

export interface EarlierRun {
  readonly kind: Outcome["kind"];
  readonly names: readonly string[];
}

/** Whether the run whose results.json lies there wrote this file, with another content. */
export function holdsAnother(directory: string, name: string, content: string): boolean {
  try {
    const digest = readResults(directory).files[name];
    return digest !== undefined && digest !== digestOf(content);
  } catch {
    return false;
  }
}

interface Results {
  readonly outcome: Outcome;
  /** Digests by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether the text is, to the byte, what a run wrote. */
  readonly isWhole: boolean;
}

function readResults(directory: string): Results {
  const path = join(directory, RESULTS);
  try {
    const text = readBounded(path).toString("utf8");
    const value = parseJson(text);
    if (!isObject(value) || value["schema"] !== SCHEMA || !isKind(value["kind"])) {
      throw new Error(`must be results of schema ${SCHEMA}, got others`);
    }
    const { schema: _, kind, version, partial, files, digest: __, ...record } = value;
    if (typeof version !== "string" || typeof partial !== "boolean" || !isDigests(files)) {
      throw new Error("must have a version, partial and the digests of files, got others");
    }
    const outcome = { kind, version, partial, record: { version, ...record } } as unknown as Outcome;
    return { files, outcome, isWhole: isAsDigested(text) };
  } catch (error) {
    throw new Error(`${oneLine(path, 200)}: ${fileFault(error, 200)}`);
  }
}

/** Only names of reports: no path leads out of the directory. */
const isDigests = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) &&
  Object.entries(value).every(([name, one]) => REPORT_FILES.includes(name) && typeof one === "string");

/** Files of a run have some hundred MB at most. */
const MOST_BYTES = 2 ** 29;

/** A regular file: a device has no end, and a pipe may never begin. */
function readBounded(path: string): Buffer {
  const stat = statSync(path);
  if (!stat.isFile() || stat.size > MOST_BYTES) {
    throw new Error(`must be a regular file of at most ${MOST_BYTES} bytes, got something else`);
  }
  return readFileSync(path);
}

function isAsWritten(directory: string, file: string, digest: string): boolean {
  try {
    return digestOf(readBounded(join(directory, file))) === digest;
  } catch {
    return false;
  }
}
