import type { Initializer } from "../../harness/initializer.js";
import { jax } from "./jax.js";
import { keras } from "./keras.js";
import { others } from "./others.js";
import { tfjs } from "./tfjs.js";
import { torch } from "./torch.js";

/** What frameworks mean by their own names, prefixed: a contract for `--as`, and initializers to draw. */
export const presets: readonly Initializer[] = [...keras, ...torch, ...jax, ...tfjs, ...others];
