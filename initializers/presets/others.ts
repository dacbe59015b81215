/** What further frameworks mean by their names, where it differs from the plain ones. */
import type { Initializer } from "../../harness/initializer.js";
import { cut, normalLaw, normalWith, scaling, uncorrected, uniformLaw } from "./words.js";

export const others: readonly Initializer[] = [
  // The default gain is 1: the variance is LeCun's.
  scaling("mlx:he_normal", "mlx/nn/init.py", normalLaw, 1, "in"),
  scaling("mlx:he_uniform", "mlx/nn/init.py", uniformLaw, 1, "in"),
  scaling("mlx:glorot_normal", "mlx/nn/init.py", normalLaw, 1, "avg"),
  scaling("mlx:glorot_uniform", "mlx/nn/init.py", uniformLaw, 1, "avg"),
  uncorrected("haiku:linear_default", "haiku/_src/basic.py", 1, "in"),
  scaling("equinox:linear_default", "equinox/nn/_linear.py", uniformLaw, 1 / 3, "in"),
  scaling("flux:glorot_uniform", "Flux.jl/src/utils.jl", uniformLaw, 1, "avg"),
  scaling("flux:glorot_normal", "Flux.jl/src/utils.jl", normalLaw, 1, "avg"),
  scaling("flux:kaiming_uniform", "Flux.jl/src/utils.jl", uniformLaw, 2, "in"),
  scaling("flux:kaiming_normal", "Flux.jl/src/utils.jl", normalLaw, 2, "in"),
  scaling("candle:linear_default", "candle-nn/src/linear.rs", normalLaw, 2, "in"),
  scaling("burn:linear_default", "burn-nn, Initializer::KaimingUniform with gain 1/sqrt(3)", uniformLaw, 1 / 3, "in"),
  scaling("tinygrad:linear_default", "tinygrad/nn/__init__.py", uniformLaw, 1 / 3, "in"),
  normalWith("haiku:random_normal", "haiku/_src/initializers.py", 0, 1),
  scaling("timm:lecun_normal_", "timm/layers/weight_init.py", cut, 1, "in"),
];
