/**
 * initgate: the gate that neural-network weight initializers must pass.
 *
 * @packageDocumentation
 */
import { availableParallelism } from "node:os";
import { type AuditSettings as AuditRun, audit as auditFiles } from "./harness/audit/audit.js";
import { NO_CONTRACT, readContract } from "./harness/audit/contractFile.js";
import { compareBaseline as compareDraws } from "./harness/baseline/compare.js";
import { type Baseline, readBaseline } from "./harness/baseline/file.js";
import type { Check } from "./harness/check/index.js";
import { initializerNamed } from "./harness/contract/index.js";
import type { Initializer } from "./harness/contract/initializer.js";
import { type GateOptions, gate } from "./harness/gate/gate.js";
import { type KeysOf, requireKnownKeys } from "./harness/library/knownKeys.js";
import { surroundings } from "./harness/program/surroundings.js";
import type { Activation } from "./harness/propagation/activation/index.js";
import { recommend as rank, type RecommendOptions as Wanted } from "./harness/propagation/recommend/recommend.js";
import { widthsFor } from "./harness/propagation/run/grid.js";
import {
  type PropagationSettings as PropagationRun,
  propagate as propagateNetworks,
} from "./harness/propagation/run/propagate.js";
import {
  type AuditRecord,
  type BaselineRecord,
  kindOf,
  type Outcome,
  type PropagationRecord,
  type Recommendation,
  type RunRecord,
} from "./harness/record/index.js";
import { openSubject } from "./harness/subject/open.js";
import { type OwnSubject, ownSubject } from "./harness/subject/ownSubject.js";
import type { SubjectSpec } from "./harness/subject/spec.js";
import { publish } from "./reports/index.js";

export type { Check, Observation, Prospect, Tail } from "./harness/check/index.js";
export type { Expectation, FanMode, Scaling } from "./harness/contract/expectation.js";
export {
  expectationOf,
  fill,
  type Initializer,
  lawOf,
  type Parameters,
  type WeightSpec,
} from "./harness/contract/initializer.js";
export type { Law } from "./harness/contract/law/index.js";
export * as laws from "./harness/contract/law/index.js";
export * as rules from "./harness/contract/rule/index.js";
export { type Shape, shapeOf } from "./harness/contract/shape.js";
export type { GateRequest as Ask } from "./harness/gate/cases.js";
export { fillAsync } from "./harness/gate/fillAsync.js";
export type { Activation } from "./harness/propagation/activation/index.js";
export type {
  AuditRecord,
  AuditRow,
  BaselineRecord,
  BaselineRow,
  CaseKey,
  CaseResult,
  Diagnosis,
  Finding,
  PropagationCurve,
  PropagationRecord,
  PropagationRow,
  Recommendation,
  Recommended as Candidate,
  RuleOfThumb,
  RunRecord,
  Verdict,
} from "./harness/record/index.js";
export type { ClaimWords } from "./harness/subject/claims.js";
export type { OwnSubject } from "./harness/subject/ownSubject.js";
export type { Request } from "./harness/subject/subject.js";
export * from "./initializers/index.js";
export { presets } from "./initializers/presets/index.js";

/**
 * The initializer that a contract expression stands for: a shipped name, plain or with parameters, whose name is the
 * expression printed back. Values are words, or arithmetic of numbers, `+ - * / ^ ( )`, `sqrt`, `exp`, `ln` and the weight's
 * `fan_in`, `fan_out`, `fan_avg`.
 *
 * @example contract("torch:kaiming_normal_(mode=fan_out)"), contract("random_normal(stddev=sqrt(2/fan_in))")
 * @throws RangeError of one line that names the character where the expression stops making sense
 */
export const contract = (expression: string): Initializer => initializerNamed(surroundings.contracts, expression);

const THREAD = new URL("./harness/program/thread.js", import.meta.url);

/** Where weights are drawn. */
export interface SubjectOptions {
  /** A built-in subject's name; `reference` unless said otherwise. */
  readonly subject?: string;
  /** A program that speaks the subject protocol, instead of a built-in subject. */
  readonly command?: string;
  /** The interpreter of the subjects that are Python programs; python3 unless said otherwise. */
  readonly python?: string;
}

const SUBJECT_KEYS: KeysOf<SubjectOptions> = { subject: true, command: true, python: true };

const specOf = ({ subject = "reference", command, python }: SubjectOptions): SubjectSpec => ({
  subject,
  ...(command === undefined ? {} : { command }),
  ...(python === undefined ? {} : { python }),
});

export interface CheckOptions
  extends Partial<Omit<GateOptions, "spec" | "own" | "ownChecks" | "elsewhere">>,
    Omit<SubjectOptions, "subject"> {
  /** A built-in subject's name, or a subject of your own: a function that draws weights. `reference` unless said otherwise. */
  readonly subject?: string | OwnSubject;
  /** Initializers of your own, judged and drawn as the shipped ones are. */
  readonly catalogue?: readonly Initializer[];
  /** Checks of your own, asked after the shipped ones. */
  readonly checks?: readonly Check[];
}

const CHECK_KEYS: KeysOf<CheckOptions> = {
  ...{ fanIn: true, fanOut: true, bail: true, shard: true },
  ...SUBJECT_KEYS,
  ...{
    initializers: true,
    exclude: true,
    shapes: true,
    layout: true,
    groups: true,
    params: true,
    as: true,
    dtype: true,
  },
  ...{ samples: true, seed: true, alpha: true, threads: true, catalogue: true, checks: true },
  ...{ onPlan: true, onResult: true },
};

/**
 * Gates a subject as `initgate check` does and answers with the record of the run; nothing is written.
 *
 * @example await check({ subject: { name: "mine", initializers: ["he_normal"], draw: ({ shape, seed }) => myHeNormal(shape, seed) } })
 * @throws one-line errors for arguments that do not fit; what a subject does wrong is a verdict, not an error
 */
export async function check(options: CheckOptions = {}): Promise<RunRecord> {
  requireKnownKeys("check", options, CHECK_KEYS);
  const { subject, command, python, catalogue, checks, ...run } = options;
  const named = typeof subject === "object" ? undefined : subject;
  const gateOptions: GateOptions = {
    ...{ alpha: 1e-9, seed: 0, threads: availableParallelism(), ...run },
    spec: specOf({
      ...(named === undefined ? {} : { subject: named }),
      ...(command === undefined ? {} : { command }),
      ...(python === undefined ? {} : { python }),
    }),
    ...(typeof subject === "object" ? { own: ownSubject(subject) } : {}),
    ...(checks === undefined ? {} : { ownChecks: checks }),
  };
  // A catalogue of the caller's own holds functions, which no thread can be sent.
  if (catalogue !== undefined) return gate(gateOptions, { ...surroundings, ...withOwn(catalogue) });
  return gate(gateOptions, { ...surroundings, thread: THREAD });
}

const withOwn = (catalogue: readonly Initializer[]): Pick<typeof surroundings, "catalogue" | "contracts"> => ({
  catalogue,
  contracts: [...catalogue, ...surroundings.contracts],
});

export interface AuditOptions extends Partial<Omit<AuditRun, "claims" | "tied" | "replicated">> {
  readonly files: readonly string[];
  /** The contract of every tensor, or one a pattern of names; tensors without one are identified. */
  readonly as?: string | Readonly<Record<string, string>>;
  /** A contract file of a whole model, in TOML or JSON, or the name of a shipped one. */
  readonly contract?: string;
  /** Groups of names: tensors that are meant to be one. */
  readonly tied?: readonly (readonly string[])[];
}

const AUDIT_KEYS: KeysOf<AuditOptions> = {
  ...{
    files: true,
    as: true,
    contract: true,
    layout: true,
    groups: true,
    tied: true,
    let: true,
    alpha: true,
    onRow: true,
  },
};

/**
 * Gates weights at rest as `initgate audit` does and answers with the record; nothing is written.
 *
 * @example await audit({ files: ["model.safetensors"], as: { "fc*.weight": "he_normal" } })
 * @throws one-line errors for files that cannot be read and claims that fit nothing
 */
export async function audit(options: AuditOptions): Promise<AuditRecord> {
  requireKnownKeys("audit", options, AUDIT_KEYS);
  const { as = {}, contract: file, tied = [], let: given = {}, ...run } = options;
  const contract = file === undefined ? NO_CONTRACT : await readContract(file);
  const own = Object.entries(typeof as === "string" ? { "*": as } : as);
  const claims = [...own.map(([pattern, name]) => ({ pattern, contract: name })), ...contract.claims];
  const together = {
    tied: [...tied.map((names) => ({ names })), ...contract.tied],
    let: { ...contract.let, ...given },
  };
  return auditFiles({ alpha: 1e-9, ...contract, ...run, ...together, claims }, surroundings.contracts);
}

export interface CompareBaselineOptions extends SubjectOptions {
  /** A file that `initgate baseline write` wrote, or what is in it. */
  readonly baseline: string | Baseline;
  /** The probability that a subject whose laws are unchanged fails the comparison; 1e-9 unless said otherwise. */
  readonly alpha?: number;
}

/**
 * Holds what a subject draws now against a baseline, as `initgate baseline compare` does.
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

export interface PropagateOptions
  extends Partial<Omit<PropagationRun, "spec" | "widths" | "elsewhere" | "activations" | "ownActivations">>,
    SubjectOptions {
  /** Names of shipped activations, or activations of your own: values of the same type. ReLU unless given. */
  readonly activations?: readonly (string | Activation)[];
  /** 256 for every depth, or all widths of one network, "784-512-10"; 256 unless given. */
  readonly widths?: readonly (number | string)[];
  /** Initializers of your own, drawn and predicted as the shipped ones are. */
  readonly catalogue?: readonly Initializer[];
}

const PROPAGATE_KEYS: KeysOf<PropagateOptions> = {
  ...SUBJECT_KEYS,
  ...{
    initializers: true,
    params: true,
    as: true,
    weights: true,
    activationDumps: true,
    afterDumps: true,
    layers: true,
    layout: true,
    activations: true,
  },
  ...{
    architecture: true,
    depths: true,
    widths: true,
    nets: true,
    precision: true,
    input: true,
    sigmaB: true,
    seed: true,
    alpha: true,
    threads: true,
  },
  ...{ coordCheck: true, catalogue: true, onProgress: true, shard: true },
};

/**
 * Variance versus depth, as `initgate propagate` measures and predicts it: he_normal, ReLU, depth 100, width 256 and 20
 * networks unless said otherwise. Answers with the record of the run; nothing is written.
 *
 * @example await propagate({ activations: [{ name: "cube", kinks: [], fn: (x) => x ** 3, derivative: (x) => 3 * x * x }] })
 * @example await propagate({ initializers: ["glorot_uniform"], activations: ["tanh"], depths: [50], widths: [128] })
 * @throws one-line errors for arguments that do not fit
 */
export async function propagate(options: PropagateOptions = {}): Promise<PropagationRecord> {
  requireKnownKeys("propagate", options, PROPAGATE_KEYS);
  const {
    subject,
    command,
    python,
    catalogue,
    activations = ["relu"],
    widths = options.activationDumps === undefined ? widthsFor(options.coordCheck) : [],
    ...run
  } = options;
  const own = activations.filter((one) => typeof one !== "string");
  const propagation = {
    ...{ initializers: ["he_normal"], nets: 20, sigmaB: 0 },
    ...{ alpha: 1e-6, seed: 0, threads: availableParallelism(), ...run },
    // What is no activation is refused where all are looked at.
    activations: activations.map((one) => (typeof one === "string" ? one : one?.name)),
    ...(own.length === 0 ? {} : { ownActivations: own }),
    widths: widths.map(String),
    spec: specOf({
      ...(subject === undefined ? {} : { subject }),
      ...(command === undefined ? {} : { command }),
      ...(python === undefined ? {} : { python }),
    }),
  };
  // Initializers and activations of the caller are functions, which no thread can be sent.
  if (catalogue !== undefined || own.length > 0)
    return propagateNetworks(propagation, { ...surroundings, ...(catalogue && withOwn(catalogue)) });
  return propagateNetworks(propagation, { ...surroundings, thread: THREAD });
}

const NETWORK_KEYS: KeysOf<Wanted> = { activation: true, depth: true, width: true, architecture: true, task: true };

/**
 * Initializers for a network, ranked by what theory says they would do: ReLU, depth 50, width 256, an mlp unless said otherwise.
 *
 * @example recommend({ activation: "tanh", depth: 100 }).candidates[0].initializer
 * @throws one-line errors for arguments that do not fit
 */
export function recommend(options: Partial<Wanted> = {}): Recommendation {
  requireKnownKeys("recommend", options, NETWORK_KEYS);
  const network = { activation: "relu", depth: 50, width: 256, architecture: "mlp", task: "supervised" } as const;
  return rank({ ...network, ...options }, surroundings);
}

export interface WriteReportOptions {
  /** The directory that the files are written to; `initgate-report/` unless said otherwise. */
  readonly out?: string;
  /** Of csv, json, junit, markdown, html, ctrf; csv unless said otherwise. results.json is always written. */
  readonly reporters?: readonly string[];
}

const WRITE_KEYS: KeysOf<WriteReportOptions> = { out: true, reporters: true };

/**
 * Writes the files of a record that `check`, `audit`, `propagate`, `recommend` or `compareBaselines` answered, all of them or none.
 *
 * @example await writeReport(await check(), { out: "report", reporters: ["csv", "html"] })
 * @throws one-line errors for a value that is no record, a reporter that does not exist, a directory that cannot be written
 */
export async function writeReport(
  record: RunRecord | AuditRecord | PropagationRecord | Recommendation | BaselineRecord,
  options: WriteReportOptions = {},
): Promise<void> {
  requireKnownKeys("writeReport", options, WRITE_KEYS);
  const kind = typeof record === "object" && record !== null ? kindOf(record) : undefined;
  if (kind === undefined) throw new RangeError("writeReport: must be given a record, got something else");
  const outcome = { kind, version: surroundings.version, partial: false, record } as Outcome;
  const { out = "initgate-report/", reporters = ["csv"] } = options;
  const nowhere = { print: async () => {}, annotate: () => {} };
  await publish(outcome, { out, reporter: reporters, quiet: true, colour: false }, nowhere);
}
