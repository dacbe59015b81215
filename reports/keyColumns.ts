/** The columns that say which case a row is about. */
import type { CaseResult } from "../harness/record/index.js";
import type { Cell } from "./csv.js";

export const KEY_COLUMNS: Readonly<Record<string, (result: CaseResult) => Cell>> = {
  subject: ({ key }) => key.subject,
  subject_version: ({ key }) => key.subjectVersion,
  initializer: ({ key }) => key.initializer,
  shape: ({ key }) => key.shape,
  layout: ({ key }) => key.layout,
  dtype: ({ key }) => key.dtype,
  seed: ({ key }) => key.seed,
};
