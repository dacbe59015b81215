/** What several functions of the library share: the thread module, subjects, and catalogues of the caller. */
import type { Initializer } from "../../contract/initializer.js";
import type { KeysOf } from "../../library/knownKeys.js";
import type { SubjectSpec } from "../../subject/spec.js";
import { surroundings } from "../surroundings.js";

/** The module that worker threads run. */
export const THREAD = new URL("../thread.js", import.meta.url);

/** The subject that draws the weights. */
export interface SubjectOptions {
  /** A built-in subject's name; `reference` unless said otherwise. */
  readonly subject?: string;
  /** A program that speaks the subject protocol, instead of a built-in subject. */
  readonly command?: string;
  /** The interpreter of the subjects that are Python programs; python3 unless said otherwise. */
  readonly python?: string;
}

export const SUBJECT_KEYS: KeysOf<SubjectOptions> = { subject: true, command: true, python: true };

export const specOf = ({ subject = "reference", command, python }: SubjectOptions): SubjectSpec => ({
  subject,
  ...(command === undefined ? {} : { command }),
  ...(python === undefined ? {} : { python }),
});

/** The shipped contracts with initializers of the caller before them, which alone are gated by default. */
export const withOwn = (catalogue: readonly Initializer[]): Pick<typeof surroundings, "catalogue" | "contracts"> => ({
  catalogue,
  contracts: [...catalogue, ...surroundings.contracts],
});
