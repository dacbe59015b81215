/** `check` of the library. */
import { availableParallelism } from "node:os";
import type { Check } from "../../check/index.js";
import type { Initializer } from "../../contract/initializer.js";
import { type GateOptions, gate } from "../../gate/gate.js";
import { type KeysOf, requireKnownKeys } from "../../library/knownKeys.js";
import type { RunRecord } from "../../record/index.js";
import { type OwnSubject, ownSubject } from "../../subject/ownSubject.js";
import { surroundings } from "../surroundings.js";
import { SUBJECT_KEYS, type SubjectOptions, specOf, THREAD, withOwn } from "./common.js";

export interface CheckOptions
  extends Partial<Omit<GateOptions, "spec" | "own" | "ownChecks" | "elsewhere">>,
    Omit<SubjectOptions, "subject"> {
  /** A built-in subject's name, or a subject of your own: a function that draws weights. `reference` unless said otherwise. */
  readonly subject?: string | OwnSubject;
  /** Initializers of your own, judged and drawn as the shipped ones are. */
  readonly catalogue?: readonly Initializer[];
  /** Checks of your own, run after the shipped ones. */
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
 * Gates a subject as `initgate check` does, and returns the record of the run; nothing is written.
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
  // A catalogue of the caller holds functions, which cannot be sent to a thread.
  if (catalogue !== undefined) return gate(gateOptions, { ...surroundings, ...withOwn(catalogue) });
  return gate(gateOptions, { ...surroundings, thread: THREAD });
}
