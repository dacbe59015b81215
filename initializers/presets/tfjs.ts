/** TensorFlow.js as it draws: normals are truncated at 2 standard deviations and not rescaled. */
import type { Initializer } from "../../harness/initializer.js";
import { glorotUniform } from "../glorotUniform.js";
import { heUniform } from "../heUniform.js";
import { lecunUniform } from "../lecunUniform.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { randomUniform } from "../randomUniform.js";
import { zeros } from "../zeros.js";
import { cutNormalWith, normalWith, renamed, uncorrected } from "./words.js";

const SOURCE = "tfjs-layers/src/initializers.ts";

export const tfjs: readonly Initializer[] = [
  uncorrected("tfjs:glorot_normal", SOURCE, 1, "avg"),
  uncorrected("tfjs:he_normal", SOURCE, 2, "in"),
  uncorrected("tfjs:lecun_normal", SOURCE, 1, "in"),
  renamed(glorotUniform, "tfjs:glorot_uniform", SOURCE),
  renamed(heUniform, "tfjs:he_uniform", SOURCE),
  renamed(lecunUniform, "tfjs:lecun_uniform", SOURCE),
  normalWith("tfjs:random_normal", SOURCE, 0, 0.05),
  renamed(randomUniform, "tfjs:random_uniform", SOURCE),
  cutNormalWith("tfjs:truncated_normal", SOURCE, 0, 0.05),
  renamed(orthogonal, "tfjs:orthogonal", SOURCE),
  renamed(zeros, "tfjs:zeros", SOURCE),
  renamed(ones, "tfjs:ones", SOURCE),
];
