/** torch.nn.init and the layers' own defaults: normals are not truncated. */
import type { FanMode } from "../../harness/expectation.js";
import type { Initializer, Parameters } from "../../harness/initializer.js";
import { affine, clippedNormal, type Law, uniform } from "../../harness/law/index.js";
import { independent, type Rule, varianceScaling } from "../../harness/rule/index.js";
import { constant } from "../constant.js";
import { dirac } from "../dirac.js";
import { identity } from "../identity.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { zeros } from "../zeros.js";
import { normalLaw, normalWith, renamed, scaling, uniformLaw } from "./words.js";

const SOURCE = "torch/nn/init.py";

/** Var(w) = gain^2 / fan_avg. */
const xavier = (name: string, law: Law): Initializer => ({
  name,
  source: SOURCE,
  parameters: { gain: 1 },
  rule: (p: Parameters): Rule => varianceScaling(law, Number(p["gain"]) ** 2, "avg"),
});

const FANS: Readonly<Record<string, FanMode>> = { fan_in: "in", fan_out: "out" };

/** Var(w) = gain^2 / fan, gain^2 = 2 / (1 + a^2): a is the negative slope of the leaky ReLU, 0 for ReLU. */
const kaiming = (name: string, law: Law): Initializer => ({
  name,
  source: SOURCE,
  parameters: { a: 0, mode: "fan_in" },
  rule: (p: Parameters): Rule => {
    const fan = FANS[String(p["mode"])];
    if (fan === undefined) throw new RangeError(`${name}: mode must be fan_in or fan_out, got ${p["mode"]}`);
    return varianceScaling(law, 2 / (1 + Number(p["a"]) ** 2), fan);
  },
});

export const torch: readonly Initializer[] = [
  xavier("torch:xavier_uniform_", uniformLaw),
  xavier("torch:xavier_normal_", normalLaw),
  kaiming("torch:kaiming_uniform_", uniformLaw),
  kaiming("torch:kaiming_normal_", normalLaw),
  {
    name: "torch:uniform_",
    source: SOURCE,
    parameters: { a: 0, b: 1 },
    rule: (p: Parameters): Rule => independent(uniform(Number(p["a"]), Number(p["b"]))),
  },
  normalWith("torch:normal_", SOURCE, 0, 1),
  {
    name: "torch:trunc_normal_",
    source: SOURCE,
    parameters: { mean: 0, std: 1, a: -2, b: 2 },
    rule: (p: Parameters): Rule => {
      const [mean, std] = [Number(p["mean"]), Number(p["std"])];
      // a and b are values, not numbers of standard deviations.
      const law = clippedNormal((Number(p["a"]) - mean) / std, (Number(p["b"]) - mean) / std);
      return independent(affine(law, std, mean));
    },
  },
  renamed(orthogonal, "torch:orthogonal_", SOURCE),
  renamed(dirac, "torch:dirac_", SOURCE),
  renamed(identity, "torch:eye_", SOURCE),
  renamed(zeros, "torch:zeros_", SOURCE),
  renamed(ones, "torch:ones_", SOURCE),
  renamed(constant, "torch:constant_", SOURCE),
  // U(+-1/sqrt(fan_in)): kaiming_uniform_ with a = sqrt(5), which is no gain but a slope.
  scaling("torch:linear_default", "torch/nn/modules/linear.py", uniformLaw, 1 / 3, "in"),
  scaling("torch:conv_default", "torch/nn/modules/conv.py", uniformLaw, 1 / 3, "in"),
  // Three square projections in one tensor, xavier_uniform_ as for each apart.
  scaling("torch:mha_in_proj", "torch/nn/modules/activation.py", uniformLaw, 1, "avg"),
  normalWith("torch:embedding_default", "torch/nn/modules/sparse.py", 0, 1),
];
