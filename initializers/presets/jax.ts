/** JAX: he, glorot and lecun normals are truncated at 2 standard deviations and rescaled. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, standardNormal, uniform } from "../../harness/contract/law/index.js";
import { deltaOrthogonal, orthogonal } from "../../harness/contract/rule/index.js";
import { constant } from "../constant.js";
import { glorotUniform } from "../glorotUniform.js";
import { heUniform } from "../heUniform.js";
import { lecunUniform } from "../lecunUniform.js";
import { ones } from "../ones.js";
import { varianceScaling } from "../varianceScaling.js";
import { zeros } from "../zeros.js";
import { also, framework, rescaled } from "./words.js";

const SOURCE = "jax/_src/nn/initializers.py";

/** What JAX means by its names; Flax hands the same functions on under its own. */
export function jaxInitializers(prefix: string, source: string): readonly Initializer[] {
  const { scaling, same, law, rule } = framework(prefix, source);
  return [
    also(scaling("glorot_normal", rescaled, 1, "avg"), "xavier_normal"),
    also(scaling("he_normal", rescaled, 2, "in"), "kaiming_normal"),
    scaling("lecun_normal", rescaled, 1, "in"),
    also(same(glorotUniform), "xavier_uniform"),
    also(same(heUniform), "kaiming_uniform"),
    same(lecunUniform),
    // All three of scale, mode and distribution are the caller's; its "normal" is not truncated.
    same(varianceScaling),
    law("normal", { stddev: 0.01 }, (p) => affine(standardNormal, p.stddev)),
    // The bounds are numbers of standard deviations.
    law("truncated_normal", { stddev: 0.01, lower: -2, upper: 2 }, (p) =>
      affine(clippedNormal(p.lower, p.upper), p.stddev),
    ),
    // From 0, not about 0.
    law("uniform", { scale: 0.01 }, (p) => uniform(0, p.scale)),
    rule("orthogonal", { scale: 1 }, (p) => orthogonal(p.scale)),
    rule("delta_orthogonal", { scale: 1 }, (p) => deltaOrthogonal(p.scale)),
    same(zeros),
    same(ones),
    same(constant),
  ];
}

export const jax = jaxInitializers("jax", SOURCE);
