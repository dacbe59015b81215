/** Models whose tensors say something of each other: what their audit finds needs all of them, wherever each is looked at. */
import { fill } from "../../harness/contract/initializer.js";
import { glorotNormal, heNormal, lecunNormal, randomNormal } from "../../initializers/index.js";
import { type Model, saved, weight } from "./saved.js";

/** Two files: ten tensors, of which one repeats another, two share a scale, one has a bias beside it and two follow nothing. */
export function manyRelations(): readonly string[] {
  const first = weight(heNormal, { shape: [200, 300], layout: "oi", seed: 1 });
  const noisy = fill(lecunNormal, { shape: [400, 300], layout: "oi", seed: 3 });
  const scaled = { shape: [160, 300], data: fill(heNormal, { shape: [160, 300], layout: "oi", seed: 4 }) };
  const model: Model = {
    "a.weight": first,
    "a.bias": { shape: [200], data: fill(lecunNormal, { shape: [200, 300], layout: "oi", seed: 2 }).slice(0, 200) },
    "b.weight": { shape: [200, 300], data: first.data.map((x) => 0.5 * x) },
    "h.0.weight": weight(randomNormal, { shape: [300, 300], layout: "oi", seed: 5, params: { stddev: 0.03 } }),
    "h.1.weight": weight(randomNormal, { shape: [300, 300], layout: "oi", seed: 6, params: { stddev: 0.03 } }),
    "claimed.weight": { ...scaled, data: scaled.data.map((x) => 1.2 * x) },
    // Trained, by the look of it.
    "trained.weight": { shape: [400, 300], data: noisy.map((x) => x + 40 * x * x * x) },
  };
  const half = fill(heNormal, { shape: [200, 300], layout: "oi", seed: 7 });
  const other: Model = {
    // Its rows come twice: the scale is right, the structure is not.
    "twice.weight": { shape: [400, 300], data: Float32Array.from({ length: 120_000 }, (_, k) => half[k % 60_000]!) },
    "c.weight": weight(glorotNormal, { shape: [300, 200], layout: "oi", seed: 8 }),
    "c.bias": { shape: [300], data: new Float32Array(300) },
  };
  return [saved(model), saved(other)];
}
