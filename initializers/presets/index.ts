import type { Initializer } from "../../harness/contract/initializer.js";
import { deepmind } from "./deepmind.js";
import { families } from "./families.js";
import { flax } from "./flax.js";
import { flux } from "./flux.js";
import { jax } from "./jax.js";
import { keras } from "./keras.js";
import { mlx } from "./mlx.js";
import { others } from "./others.js";
import { paddle } from "./paddle.js";
import { rust } from "./rust.js";
import { modelSchemes } from "./schemes.js";
import { tfjs } from "./tfjs.js";
import { tinygrad } from "./tinygrad.js";
import { torch } from "./torch.js";
import { torchLayers } from "./torchLayers.js";

/** What frameworks mean by their own names, prefixed: a contract for `--as`, and initializers to draw. */
export const presets: readonly Initializer[] = [
  ...keras,
  ...torch,
  ...torchLayers,
  ...jax,
  ...flax,
  ...tfjs,
  ...deepmind,
  ...mlx,
  ...flux,
  ...paddle,
  ...rust,
  ...tinygrad,
  ...others,
  ...families,
  ...modelSchemes,
];
