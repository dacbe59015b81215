/**
 * initgate: the gate that neural-network weight initializers must pass.
 *
 * @packageDocumentation
 */
import { availableParallelism } from "node:os";
import { type GateOptions, gate } from "./harness/gate.js";
import type { Initializer } from "./harness/initializer.js";
import { type PropagateOptions as Asked, propagate as run } from "./harness/propagation/propagate.js";
import type { PropagationRecord, RunRecord } from "./harness/record/index.js";
import { surroundings } from "./surroundings.js";

export type { Ask } from "./harness/cases.js";
export type { Expectation, FanMode, Scaling } from "./harness/expectation.js";
export { fillAsync } from "./harness/fillAsync.js";
export {
  expectationOf,
  fill,
  type Initializer,
  lawOf,
  type Parameters,
  type WeightSpec,
} from "./harness/initializer.js";
export type { Law } from "./harness/law/index.js";
export * as laws from "./harness/law/index.js";
export type {
  CaseKey,
  CaseResult,
  Diagnosis,
  Finding,
  PropagationCurve,
  PropagationRecord,
  PropagationRow,
  RunRecord,
  Verdict,
} from "./harness/record/index.js";
export * as rules from "./harness/rule/index.js";
export { type Shape, shapeOf } from "./harness/shape.js";
export * from "./initializers/index.js";
export { presets } from "./initializers/presets/index.js";

export interface CheckOptions extends Partial<Omit<GateOptions, "spec">> {
  /** A built-in subject's name; `reference` unless said otherwise. */
  readonly subject?: string;
  /** A program that speaks the subject protocol, instead of a built-in subject. */
  readonly command?: string;
  /** The interpreter of the subjects that are Python programs; python3 unless said otherwise. */
  readonly python?: string;
  /** Initializers of your own, judged and drawn as the shipped ones are. */
  readonly catalogue?: readonly Initializer[];
}

/**
 * Gates a subject as `initgate check` does and answers with the record of the run; nothing is written.
 *
 * @throws one-line errors for arguments that do not fit; what a subject does wrong is a verdict, not an error
 */
export async function check(options: CheckOptions = {}): Promise<RunRecord> {
  const { subject = "reference", command, python, catalogue, ...asked } = options;
  const defaults = { alpha: 1e-9, seed: 0, threads: availableParallelism() };
  const spec = {
    subject,
    ...(command === undefined ? {} : { command }),
    ...(python === undefined ? {} : { python }),
  };
  // A catalogue of the caller's own holds functions, which no thread can be sent.
  if (catalogue !== undefined)
    return gate(
      { ...defaults, ...asked, spec },
      { ...surroundings, catalogue, contracts: [...catalogue, ...surroundings.contracts] },
    );
  return gate({ ...defaults, ...asked, spec }, { ...surroundings, thread: new URL("./thread.js", import.meta.url) });
}

export interface PropagateOptions extends Partial<Omit<Asked, "spec" | "widths">> {
  /** A built-in subject's name; `reference` unless said otherwise. */
  readonly subject?: string;
  /** A program that speaks the subject protocol, instead of a built-in subject. */
  readonly command?: string;
  /** 256 for every depth, or all widths of one network, "784-512-10"; 256 unless given. */
  readonly widths?: readonly (number | string)[];
  /** Initializers of your own, drawn and predicted as the shipped ones are. */
  readonly catalogue?: readonly Initializer[];
}

/**
 * Variance versus depth, as `initgate propagate` measures and predicts it: he_normal, ReLU, depth 100, width 256 and 20
 * networks unless said otherwise. Answers with the record of the run; nothing is written.
 *
 * @throws one-line errors for arguments that do not fit
 */
export async function propagate(options: PropagateOptions = {}): Promise<PropagationRecord> {
  const { subject = "reference", command, catalogue, widths = [256], ...asked } = options;
  const defaults = {
    ...{ initializers: ["he_normal"], activations: ["relu"], depths: [100], nets: 20, sigmaB: 0 },
    ...{ alpha: 1e-6, seed: 0, threads: availableParallelism() },
    ...{ spec: command === undefined ? { subject } : { subject, command }, widths: widths.map(String) },
  };
  // A catalogue of the caller's own holds functions, which no thread can be sent.
  if (catalogue !== undefined) {
    return run({ ...defaults, ...asked }, { ...surroundings, contracts: [...catalogue, ...surroundings.contracts] });
  }
  return run({ ...defaults, ...asked }, { ...surroundings, thread: new URL("./thread.js", import.meta.url) });
}
