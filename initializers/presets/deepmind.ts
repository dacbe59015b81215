/** Haiku and Sonnet 2, which agree but for the names of their parameters: a layer's default is truncated and not rescaled. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, signedUniformLaw, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { constant as constantRule, orthogonal as haar, varianceScaling } from "../../harness/contract/rule/index.js";
import { identity } from "../identity.js";
import { ones } from "../ones.js";
import { zeros } from "../zeros.js";
import { chosen, cut, fanNamed, framework, normalLaw, rescaled, uniformLaw } from "./words.js";

const DISTRIBUTIONS = { normal: normalLaw, truncated_normal: rescaled, uniform: uniformLaw };

function common(prefix: string, source: string, places: { readonly linear: string; readonly conv: string }) {
  const { law, rule, same, uncorrected } = framework(prefix, source);
  return [
    law("random_uniform", { minval: 0, maxval: 1 }, (p) => uniform(p.minval, p.maxval)),
    law("random_normal", { stddev: 1, mean: 0 }, (p) => affine(standardNormal, p.stddev, p.mean)),
    law("truncated_normal", { stddev: 1, mean: 0 }, (p) => affine(cut, p.stddev, p.mean)),
    rule("variance_scaling", { scale: 1, mode: "fan_in", distribution: "truncated_normal" }, (p) =>
      varianceScaling(
        chosen("distribution", p.distribution, DISTRIBUTIONS),
        p.scale,
        fanNamed(p.mode, "fan_in fan_out fan_avg"),
      ),
    ),
    same(identity),
    uncorrected("linear_default", 1, "in", places.linear),
    uncorrected("conv_default", 1, "in", places.conv),
    same(zeros, "bias_default", {}, places.linear),
  ] as const;
}

function haiku(): readonly Initializer[] {
  const source = "haiku/_src/initializers.py";
  const { law, rule } = framework("haiku", source);
  return [
    ...common("haiku", source, { linear: "haiku/_src/basic.py", conv: "haiku/_src/conv.py" }),
    rule("constant", { constant: 0 }, (p) => constantRule(p.constant)),
    rule("orthogonal", { scale: 1 }, (p) => haar(p.scale)),
    // The scale stretches the limit, so that it enters the variance squared.
    rule("uniform_scaling", { scale: 1 }, (p) => varianceScaling(signedUniformLaw, p.scale ** 2, "in")),
    law("embedding_default", {}, () => cut, "haiku/_src/embed.py"),
  ];
}

function sonnet(): readonly Initializer[] {
  const source = "sonnet/src/initializers.py";
  const { rule, same } = framework("sonnet", source);
  return [
    ...common("sonnet", source, { linear: "sonnet/src/linear.py", conv: "sonnet/src/conv.py" }),
    same(zeros),
    same(ones),
    rule("constant", { value: 0 }, (p) => constantRule(p.value)),
    rule("orthogonal", { gain: 1 }, (p) => haar(p.gain)),
  ];
}

export const deepmind: readonly Initializer[] = [...haiku(), ...sonnet()];
