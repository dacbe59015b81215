/** Opens a subject from its plain description: in this process, in a thread, or on another machine. */
import type { Initializer } from "../contract/initializer.js";
import { openCommand } from "./command.js";
import { openJaxJs } from "./jaxJs.js";
import { openPython } from "./python.js";
import { pythonSubjects } from "./pythonSubjects.js";
import { referenceSubject } from "./reference.js";
import type { SubjectSpec } from "./spec.js";
import type { Subject } from "./subject.js";
import { openTfjs } from "./tfjs.js";

export interface Surroundings {
  /** The plain initializers: gated where the user names none. */
  readonly catalogue: readonly Initializer[];
  /** All contracts that may be named: the plain ones and the frameworks' presets. */
  readonly contracts: readonly Initializer[];
  readonly version: string;
}

/** Subjects of this process; adding one is a file and a line here. */
const inProcess: Readonly<Record<string, (around: Surroundings) => Promise<Subject>>> = {
  reference: async ({ catalogue, contracts, version }) => referenceSubject(catalogue, contracts, version),
  tfjs: () => openTfjs(),
  "jax-js": () => openJaxJs(),
};

/** Subjects that are a process of their own. */
export const isProcess = ({ subject, command }: SubjectSpec): boolean =>
  command !== undefined || Object.hasOwn(pythonSubjects, subject);

const answerTime = ({ timeout }: SubjectSpec) => (timeout === undefined ? {} : { answerTimeoutMs: 1000 * timeout });

/** Subjects that need no command line. */
export const subjectNames = [...Object.keys(inProcess), ...Object.keys(pythonSubjects)];

/** @throws RangeError for a name that no subject has, and an Error of one line where it cannot be opened */
export async function openSubject(spec: SubjectSpec, around: Surroundings): Promise<Subject> {
  const { subject, command, python } = spec;
  if (command !== undefined) return openCommand(command, answerTime(spec));
  if (Object.hasOwn(pythonSubjects, subject)) {
    return openPython(subject, pythonSubjects[subject]!, python, answerTime(spec));
  }
  if (!Object.hasOwn(inProcess, subject)) {
    throw new RangeError(`subject: must be one of ${subjectNames.join(", ")}, got ${subject}`);
  }
  return inProcess[subject]!(around);
}
