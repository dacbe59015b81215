/** JAX, and Flax with it: he, glorot and lecun normals are truncated at 2 standard deviations and rescaled. */
import type { Initializer, Parameters } from "../../harness/initializer.js";
import { uniform } from "../../harness/law/index.js";
import { independent, type Rule } from "../../harness/rule/index.js";
import { constant } from "../constant.js";
import { deltaOrthogonal } from "../deltaOrthogonal.js";
import { glorotUniform } from "../glorotUniform.js";
import { heUniform } from "../heUniform.js";
import { lecunUniform } from "../lecunUniform.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { varianceScaling } from "../varianceScaling.js";
import { zeros } from "../zeros.js";
import { cutNormalWith, normalWith, renamed, rescaled, scaling } from "./words.js";

const SOURCE = "jax/_src/nn/initializers.py";

export const jax: readonly Initializer[] = [
  scaling("jax:glorot_normal", SOURCE, rescaled, 1, "avg"),
  scaling("jax:he_normal", SOURCE, rescaled, 2, "in"),
  scaling("jax:lecun_normal", SOURCE, rescaled, 1, "in"),
  renamed(glorotUniform, "jax:glorot_uniform", SOURCE),
  renamed(heUniform, "jax:he_uniform", SOURCE),
  renamed(lecunUniform, "jax:lecun_uniform", SOURCE),
  renamed(varianceScaling, "jax:variance_scaling", SOURCE),
  normalWith("jax:normal", SOURCE, 0, 0.01),
  cutNormalWith("jax:truncated_normal", SOURCE, 0, 0.01),
  {
    name: "jax:uniform",
    source: SOURCE,
    parameters: { scale: 0.01 },
    rule: (p: Parameters): Rule => independent(uniform(0, Number(p["scale"]))),
  },
  renamed(orthogonal, "jax:orthogonal", SOURCE),
  renamed(deltaOrthogonal, "jax:delta_orthogonal", SOURCE),
  renamed(zeros, "jax:zeros", SOURCE),
  renamed(ones, "jax:ones", SOURCE),
  renamed(constant, "jax:constant", SOURCE),
];
