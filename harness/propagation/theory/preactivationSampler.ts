import type { FillNormals } from "./lengthSampler.js";
import { type NetworkOptions, network } from "./network.js";
import { requireCorrelation } from "./require.js";

/** Receives the pre-activations z^l: for every input one array of n_l units. */
export type OnLayer = (layer: number, z: readonly Float64Array[]) => void;

/**
 * Draws the pre-activations that one network of Gaussian weights and biases gives to several inputs, exactly and
 * without a weight matrix: given the layer before, the units are independent, and each is a normal vector over the
 * inputs whose covariance is sigma_w^2 mean(phi(z_a) phi(z_b)) + sigma_b^2. `correlations` are those of the inputs,
 * which all have |x^0|^2 = n_0. Cost: depth x width x inputs^2. `correlationCurve` gives the correlations at infinite
 * width, this function those at width n.
 */
export function samplePreactivations(
  options: NetworkOptions,
  correlations: readonly (readonly number[])[],
  fillNormals: FillNormals,
  onLayer: OnLayer,
): void {
  const { activation, layers, sigmaB2 } = network(options);
  for (const row of correlations) for (const c of row) requireCorrelation("samplePreactivations", c);
  let covariance = correlations.map((row) => row.map((c) => layers[0]!.sigmaW2 * c + sigmaB2));
  layers.forEach(({ fanOut }, l) => {
    const z = correlated(rootOf(covariance), fanOut, fillNormals);
    onLayer(l + 1, z);
    const next = layers[l + 1];
    if (next === undefined) return;
    const x = z.map((units) => units.map(activation.fn));
    const entry = (a: number, b: number): number => next.sigmaW2 * meanProduct(x[a]!, x[b]!) + sigmaB2;
    covariance = x.map((_, a) => x.map((__, b) => (b <= a ? entry(a, b) : 0)));
  });
}

/**
 * Cholesky's lower triangle; a pivot that is not positive after rounding sets its column to 0, since its input depends
 * on those before it.
 */
function rootOf(covariance: readonly (readonly number[])[]): number[][] {
  const root: number[][] = [];
  covariance.forEach((row, a) => {
    const own: number[] = [];
    for (let b = 0; b <= a; b++) {
      const other = b === a ? own : root[b]!;
      let rest = row[b]!;
      for (let k = 0; k < b; k++) rest -= own[k]! * other[k]!;
      if (b === a) own.push(Math.sqrt(Math.max(0, rest)));
      else own.push(other[b]! > 0 ? rest / other[b]! : 0);
    }
    root.push(own);
  });
  return root;
}

function correlated(root: readonly (readonly number[])[], units: number, fillNormals: FillNormals): Float64Array[] {
  const normals = root.map(() => {
    const out = new Float64Array(units);
    fillNormals(out);
    return out;
  });
  return root.map((row) => {
    const z = new Float64Array(units);
    row.forEach((factor, k) => {
      const from = normals[k]!;
      for (let i = 0; i < units; i++) z[i]! += factor * from[i]!;
    });
    return z;
  });
}

function meanProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / a.length;
}
