/** `propagate` of the library. */
import { availableParallelism } from "node:os";
import type { Initializer } from "../../contract/initializer.js";
import { type KeysOf, requireKnownKeys } from "../../library/knownKeys.js";
import type { Activation } from "../../propagation/activation/index.js";
import { widthsFor } from "../../propagation/run/grid.js";
import {
  type PropagationSettings as PropagationRun,
  propagate as propagateNetworks,
} from "../../propagation/run/propagate.js";
import type { PropagationRecord } from "../../record/index.js";
import { surroundings } from "../surroundings.js";
import { SUBJECT_KEYS, type SubjectOptions, specOf, THREAD, withOwn } from "./common.js";

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
 * networks unless said otherwise. Returns the record of the run; nothing is written.
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
    // A value that is no activation is refused later, when all are validated.
    activations: activations.map((one) => (typeof one === "string" ? one : one?.name)),
    ...(own.length === 0 ? {} : { ownActivations: own }),
    widths: widths.map(String),
    spec: specOf({
      ...(subject === undefined ? {} : { subject }),
      ...(command === undefined ? {} : { command }),
      ...(python === undefined ? {} : { python }),
    }),
  };
  // Initializers and activations of the caller are functions, which cannot be sent to a thread.
  if (catalogue !== undefined || own.length > 0)
    return propagateNetworks(propagation, { ...surroundings, ...(catalogue && withOwn(catalogue)) });
  return propagateNetworks(propagation, { ...surroundings, thread: THREAD });
}
