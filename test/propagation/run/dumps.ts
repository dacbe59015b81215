/** Dumps of networks that are run here by plain loops in float32, as another program would run them. */
import { fill } from "../../../harness/contract/initializer.js";
import { encodeNpy } from "../../../harness/weights/npy.js";
import { heNormal, randomNormal } from "../../../initializers/index.js";
import { type Member, zipOf } from "../../weights/zipOf.js";

export interface Dumped {
  readonly widths: readonly number[];
  readonly seed: number;
  /** What He's weights are multiplied by; 1 unless given. */
  readonly scale?: number;
  readonly inputs?: number;
  /** Whether every layer adds to the one before, which phi is applied to: then also to the input. */
  readonly residual?: boolean;
  /** The root mean square of the inputs. */
  readonly size?: number;
  readonly phi?: (z: number) => number;
  readonly slope?: (z: number) => number;
}

export type Arrays = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

const normals = (count: number, seed: number, size: number): Float32Array => {
  const values = fill(randomNormal, { shape: [count, 1], seed, params: { stddev: 1 } });
  const rms = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / count);
  return values.map((x) => (x * size) / rms);
};

/** `layer.<k>.forward` and `layer.<k>.backward` of one network; the inputs under layer.0. */
export function activationsOf({
  widths,
  seed,
  scale = 1,
  inputs = 2,
  residual = false,
  size = 1,
  phi = relu,
  slope = step,
}: Dumped): Arrays {
  const depth = widths.length - 1;
  const weights = widths
    .slice(1)
    .map((width, l) =>
      fill(heNormal, { shape: [widths[l]!, width], layout: "io", seed: 1000 * seed + l }).map((w) => w * scale),
    );
  const forward = Array.from({ length: inputs }, (_, i) => {
    const z = [normals(widths[0]!, 1000 * seed + 900 + i, size)];
    for (let l = 1; l <= depth; l++) {
      const x = l === 1 && !residual ? z[0]! : z[l - 1]!.map(phi);
      const out = residual ? Float64Array.from(z[l - 1]!) : new Float64Array(widths[l]!);
      for (let a = 0; a < x.length; a++)
        for (let b = 0; b < out.length; b++) out[b]! += x[a]! * weights[l - 1]![a * out.length + b]!;
      z.push(Float32Array.from(out));
    }
    return z;
  });
  const backward = forward.map((z, i) => {
    const delta: Float32Array[] = [];
    delta[depth] = normals(widths[depth]!, 1000 * seed + 950 + i, 1e-3);
    for (let l = depth - 1; l >= 1; l--) {
      const above = delta[l + 1]!;
      delta[l] = z[l]!.map((one, a) => {
        let sum = 0;
        for (let b = 0; b < above.length; b++) sum += weights[l]![a * above.length + b]! * above[b]!;
        return sum * slope(one) + (residual ? above[a]! : 0);
      });
    }
    return delta;
  });
  const stacked = (rows: readonly Float32Array[]) => {
    const [{ length }] = rows as [Float32Array];
    const data = Float32Array.from(rows.flatMap((row) => [...row]));
    return { shape: inputs === 1 ? [length] : [inputs, length], data };
  };
  const layers = Array.from({ length: depth }, (_, l) => l + 1);
  return Object.fromEntries([
    ["layer.0.forward", stacked(forward.map((z) => z[0]!))],
    ...layers.map((l) => [`layer.${l}.forward`, stacked(forward.map((z) => z[l]!))]),
    ...layers.map((l) => [`layer.${l}.backward`, stacked(backward.map((delta) => delta[l]!))]),
  ]);
}

function relu(z: number): number {
  return Math.max(0, z);
}

function step(z: number): number {
  return z > 0 ? 1 : 0;
}

export const npz = (arrays: Arrays): Uint8Array =>
  zipOf(
    Object.entries(arrays).map(
      ([name, { shape, data }]): Member => ({
        name: `${name}.npy`,
        content: encodeNpy({ shape, dtype: "float32", data }),
      }),
    ),
  );

/** Those whose names `keep` holds for. */
export const only = (arrays: Arrays, keep: (name: string) => boolean): Arrays =>
  Object.fromEntries(Object.entries(arrays).filter(([name]) => keep(name)));
