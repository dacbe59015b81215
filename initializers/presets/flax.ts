/** Flax: JAX's initializers, and what its layers start with. */
import type { Initializer } from "../../harness/contract/initializer.js";
import { orthogonal } from "../orthogonal.js";
import { zeros } from "../zeros.js";
import { jaxInitializers } from "./jax.js";
import { framework, normalLaw, rescaled } from "./words.js";

const SOURCE = "flax/linen/initializers.py";
const LINEAR = "flax/linen/linear.py";
const RECURRENT = "flax/linen/recurrent.py";
const { scaling, same } = framework("flax", SOURCE);

export const flax: readonly Initializer[] = [
  ...jaxInitializers("flax", SOURCE),
  scaling("dense_default", rescaled, 1, "in", LINEAR),
  scaling("conv_default", rescaled, 1, "in", LINEAR),
  // variance_scaling with out_axis = in_axis = 0: the fan is the number of features, so read the table as "oi".
  scaling("embedding_default", normalLaw, 1, "in", LINEAR),
  same(zeros, "bias_default", {}, LINEAR),
  scaling("lstm_default", rescaled, 1, "in", RECURRENT),
  same(orthogonal, "recurrent_default", {}, RECURRENT),
];
