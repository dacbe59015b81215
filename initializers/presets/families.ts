/** Laws of model families that no framework has a name for: state-space models, sines, reinforcement learning. */

import { fanOf } from "../../harness/contract/expectation.js";
import type { Initializer } from "../../harness/contract/initializer.js";
import {
  affine,
  type Law,
  logOfUniform,
  softplusInverseOfLogUniform,
  standardNormal,
  uniform,
} from "../../harness/contract/law/index.js";
import { independentBy, logTable, unitRows } from "../../harness/contract/rule/index.js";
import { framework, uniformLaw } from "./words.js";

const mambaWords = framework("mamba", "mamba_ssm/modules/mamba_simple.py");
const mamba2Words = framework("mamba2", "mamba_ssm/modules/mamba2.py");
const gdnWords = framework("gdn", "fla/layers/gated_deltanet.py");
const sirenWords = framework("siren", "vsitzmann/siren, modules.py");
const rlWords = framework("rl", "openai/baselines, normc_initializer");
const spectralWords = framework("spectral", "Yang et al. 2023, arXiv:2310.17813");

/** The bias whose softplus is a time step, log-uniform between dt_min and dt_max; a floor that cuts is another law. */
function timeStep({ dt_min, dt_max, dt_init_floor }: { dt_min: number; dt_max: number; dt_init_floor: number }): Law {
  if (dt_init_floor > dt_min) {
    throw new RangeError(`dt_bias: dt_init_floor must be at most dt_min, got ${dt_init_floor} and ${dt_min}`);
  }
  return softplusInverseOfLogUniform(dt_min, dt_max);
}

const STEPS = { dt_min: 0.001, dt_max: 0.1, dt_init_floor: 1e-4 };

/** The matrix norm sqrt(out / in): sd = min(1, sqrt(out / in)) / sqrt(in). */
const spectral = spectralWords.rule("normal", {}, () =>
  independentBy((shape) => {
    const [ins, outs] = [fanOf(shape, "in"), fanOf(shape, "out")];
    return affine(standardNormal, Math.min(1, Math.sqrt(outs / ins)) / Math.sqrt(ins));
  }),
);

export const families: readonly Initializer[] = [
  mambaWords.scaling("dt_weight", uniformLaw, 1 / 3, "in"),
  mambaWords.law("dt_bias", STEPS, timeStep),
  { name: "mamba:a_log", source: "mamba_ssm/modules/mamba_simple.py: log(1..N) of every channel", rule: logTable },
  mamba2Words.law("dt_bias", STEPS, timeStep),
  mamba2Words.law("a_log", { min: 1, max: 16 }, ({ min, max }) => logOfUniform(min, max)),
  gdnWords.law("a_log", { max: 16 }, ({ max }) => logOfUniform(0, max)),
  gdnWords.law("dt_bias", STEPS, timeStep),
  sirenWords.rule("first_layer", {}, () =>
    independentBy((shape) => uniform(-1 / fanOf(shape, "in"), 1 / fanOf(shape, "in"))),
  ),
  sirenWords.rule("hidden", { omega_0: 30 }, ({ omega_0 }) =>
    independentBy((shape) => {
      const limit = Math.sqrt(6 / fanOf(shape, "in")) / omega_0;
      return uniform(-limit, limit);
    }),
  ),
  // Rows of a normal over their length, times std.
  rlWords.rule("normc", { std: 1 }, ({ std }) => unitRows(std)),
  spectral,
];
