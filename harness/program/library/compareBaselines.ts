/** `compareBaselines` of the library. */

import { type Baseline, readBaseline } from "../../baseline/baselineFile.js";
import { compareBaseline as compareDraws } from "../../baseline/compare.js";
import { requireKnownKeys } from "../../library/knownKeys.js";
import type { BaselineRecord } from "../../record/index.js";
import { openSubject } from "../../subject/open.js";
import { surroundings } from "../surroundings.js";
import { SUBJECT_KEYS, type SubjectOptions, specOf } from "./common.js";

export interface CompareBaselineOptions extends SubjectOptions {
  /** A file that `initgate baseline write` wrote, or its content. */
  readonly baseline: string | Baseline;
  /** The probability that a subject whose laws are unchanged fails the comparison; 1e-9 unless said otherwise. */
  readonly alpha?: number;
}

/**
 * Compares what a subject draws now with a baseline, as `initgate baseline compare` does.
 *
 * @example await compareBaselines({ baseline: "torch-2.8.json", subject: "torch" })
 * @throws one-line errors for files and arguments that do not fit
 */
export async function compareBaselines(options: CompareBaselineOptions): Promise<BaselineRecord> {
  requireKnownKeys("compareBaselines", options, { ...SUBJECT_KEYS, baseline: true, alpha: true });
  const { baseline, alpha = 1e-9, ...where } = options;
  const recorded = typeof baseline === "string" ? await readBaseline(baseline) : baseline;
  const subject = await openSubject(specOf(where), surroundings);
  try {
    return await compareDraws(recorded, subject, surroundings.contracts, { alpha });
  } finally {
    await subject.close();
  }
}
