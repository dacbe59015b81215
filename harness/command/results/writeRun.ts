/** Writes a run's directory: results.json, which names the run's other files with their digests, and those files. */

import { RESULTS, SCHEMA } from "../../record/fileNames.js";
import type { Outcome } from "../../record/index.js";
import { digestOf, withOwnDigest } from "./digest.js";
import { type EarlierRun, earlierRun } from "./readRun.js";
import { type Files, writeWhole } from "./writeWhole.js";

/** Characters that JSON allows and a terminal obeys: they are escaped. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/** The text of results.json: one line, lossless except that NaN and infinities are null. */
export function resultsText({ kind, version, partial, record }: Outcome, files: Files): string {
  const digests = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, digestOf(content)]));
  const text = JSON.stringify({ schema: SCHEMA, kind, version, partial, files: digests, digest: "", ...record });
  const escaped = text.replace(OBEYED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return withOwnDigest(`${escaped}\n`);
}

/**
 * Writes a run's files as one: results.json comes last, so that a directory whose writing was cut short is refused by
 * every reader. The files of an earlier run, as its results.json names them, are removed.
 *
 * @returns the earlier run, if there was one, with the names of its removed files
 * @throws Error "report: DIR must be writable, got CODE"
 */
export function writeRun(directory: string, files: Files, results: string): EarlierRun | undefined {
  const written: Files = { ...files, [RESULTS]: results };
  const earlier = earlierRun(directory);
  const obsolete = (earlier?.names ?? []).filter((name) => !Object.hasOwn(written, name));
  writeWhole(directory, written, { obsolete });
  return earlier && { ...earlier, names: obsolete };
}
