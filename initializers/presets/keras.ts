/** Keras 3 and tf.keras: normals are truncated at 2 standard deviations and rescaled. */
import type { Initializer } from "../../harness/initializer.js";
import { constant } from "../constant.js";
import { glorotUniform } from "../glorotUniform.js";
import { heUniform } from "../heUniform.js";
import { identity } from "../identity.js";
import { lecunUniform } from "../lecunUniform.js";
import { ones } from "../ones.js";
import { orthogonal } from "../orthogonal.js";
import { randomUniform } from "../randomUniform.js";
import { zeros } from "../zeros.js";
import { cutNormalWith, normalWith, renamed, rescaled, scaling } from "./words.js";

const SOURCE = "keras/src/initializers/random_initializers.py";

export const keras: readonly Initializer[] = [
  scaling("keras:glorot_normal", SOURCE, rescaled, 1, "avg"),
  scaling("keras:he_normal", SOURCE, rescaled, 2, "in"),
  scaling("keras:lecun_normal", SOURCE, rescaled, 1, "in"),
  renamed(glorotUniform, "keras:glorot_uniform", SOURCE),
  renamed(heUniform, "keras:he_uniform", SOURCE),
  renamed(lecunUniform, "keras:lecun_uniform", SOURCE),
  normalWith("keras:random_normal", SOURCE, 0, 0.05),
  renamed(randomUniform, "keras:random_uniform", SOURCE),
  cutNormalWith("keras:truncated_normal", SOURCE, 0, 0.05),
  renamed(orthogonal, "keras:orthogonal", SOURCE),
  renamed(identity, "keras:identity", SOURCE),
  renamed(zeros, "keras:zeros", SOURCE),
  renamed(ones, "keras:ones", SOURCE),
  renamed(constant, "keras:constant", SOURCE),
];
