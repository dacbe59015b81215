/** The key of a case's row, the same wherever the case is judged. */
import type { CaseKey } from "../record/index.js";
import type { Description } from "../subject/subject.js";
import type { Case } from "./plan.js";

export const caseKey = (
  { asked: initializer, contract, shape, layout, dtype, seed }: Case,
  { name: subject, version: subjectVersion }: Pick<Description, "name" | "version">,
): CaseKey => ({ subject, subjectVersion, initializer, contract, shape: shape.join("x"), layout, dtype, seed });
