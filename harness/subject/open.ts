/** Opens a subject from its plain description: in this process, in a thread, or on another machine. */
import type { Initializer } from "../initializer.js";
import type { SubjectSpec } from "../replay.js";
import { openCommand } from "./command.js";
import { referenceSubject } from "./reference.js";
import type { Subject } from "./subject.js";
import { openTfjs } from "./tfjs.js";

export interface Surroundings {
  /** The plain initializers: what is gated where nobody says what. */
  readonly catalogue: readonly Initializer[];
  /** Everything that may judge or be drawn: the plain ones and the frameworks' presets. */
  readonly contracts: readonly Initializer[];
  readonly version: string;
}

/** Subjects that need no command line; adding one is a file and a line here. */
const builtIn: Readonly<Record<string, (around: Surroundings) => Promise<Subject>>> = {
  reference: async ({ contracts, version }) => referenceSubject(contracts, version),
  tfjs: () => openTfjs(),
};

export const subjectNames = Object.keys(builtIn);

export async function openSubject(spec: SubjectSpec, around: Surroundings): Promise<Subject> {
  if (spec.command !== undefined) return openCommand(spec.command);
  if (!Object.hasOwn(builtIn, spec.subject)) {
    throw new RangeError(`subject: must be one of ${subjectNames.join(", ")}, got ${spec.subject}`);
  }
  return builtIn[spec.subject]!(around);
}
