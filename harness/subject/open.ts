/** Opens a subject from its plain description: in this process, in a thread, or on another machine. */
import type { Initializer } from "../contract/initializer.js";
import { openCommand } from "./command.js";
import { openJaxJs } from "./jaxJs.js";
import { openPython } from "./python.js";
import { referenceSubject } from "./reference.js";
import type { SubjectSpec } from "./spec.js";
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
const builtIn: Readonly<Record<string, (around: Surroundings, spec: SubjectSpec) => Promise<Subject>>> = {
  reference: async ({ catalogue, contracts, version }) => referenceSubject(catalogue, contracts, version),
  tfjs: () => openTfjs(),
  "jax-js": () => openJaxJs(),
  torch: (_, spec) => openPython("torch_subject.py", spec.python, answerTime(spec), "torch"),
  numpy: (_, spec) => openPython("numpy_subject.py", spec.python, answerTime(spec)),
};

/** Subjects that are a process of their own: one serves a whole run. */
export const isProcess = ({ subject, command }: SubjectSpec): boolean =>
  command !== undefined || subject === "torch" || subject === "numpy";

const answerTime = ({ timeout }: SubjectSpec) => (timeout === undefined ? {} : { answerTimeoutMs: 1000 * timeout });

export const subjectNames = Object.keys(builtIn);

export async function openSubject(spec: SubjectSpec, around: Surroundings): Promise<Subject> {
  if (spec.command !== undefined) return openCommand(spec.command, answerTime(spec));
  if (!Object.hasOwn(builtIn, spec.subject)) {
    throw new RangeError(`subject: must be one of ${subjectNames.join(", ")}, got ${spec.subject}`);
  }
  return builtIn[spec.subject]!(around, spec);
}
