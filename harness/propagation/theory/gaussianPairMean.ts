import { gradedNodes, type Nodes, radialNodes } from "./gaussianNodes.js";

/** The widest panel of angles. */
const WIDEST = 1;
/** The largest radius that contributes. */
const REACH = 11;

/** The inputs in polar coordinates at unit radius and unit variance: u = x, v = y, at angle d from the ray u = 0. */
interface Sector {
  readonly width: number;
  readonly sign: 1 | -1;
  readonly y: (d: number) => number;
}

/**
 * E[f(u) f(v)] for u and v normal with variance q each and correlation c in (-1, 1). In polar coordinates the kinks at
 * zero are the rays u = 0 and v = 0; panels are graded away from them, so that the result is accurate however close the
 * rays and however steep f. Two sectors suffice: the plane is symmetric under (u, v) -> (v, u), and opposite points are
 * summed together.
 */
export function gaussianPairMean(f: (x: number) => number, q: number, c: number, kinks: readonly number[]): number {
  const sd = Math.sqrt(q);
  const alpha = Math.acos(c);
  // The integrand sums over r and -r, so that it has a kink wherever one of the two has.
  const bends = [...new Set(kinks.map(Math.abs))].filter((kink) => kink > 0);
  const sectors: readonly Sector[] = [
    { width: (Math.PI - alpha) / 2, sign: 1, y: (d) => Math.sin(alpha + d) },
    { width: alpha / 2, sign: -1, y: (d) => Math.sin(alpha - d) },
  ];
  const smooth = bends.length === 0 ? radialNodes(1 / sd, []) : undefined;
  let sum = 0;
  for (const { width, sign, y } of sectors) {
    const angles = gradedNodes(width, 1 / (sd * REACH), WIDEST);
    angles.at.forEach((d, i) => {
      const [a, b] = [sd * Math.sin(d), sd * y(d)];
      const radii =
        smooth ??
        radialNodes(
          1 / sd,
          bends.flatMap((kink) => [kink / a, kink / b]),
        );
      sum += angles.weight[i]! * radialSum(f, radii, a, sign * b);
    });
  }
  return sum / Math.PI;
}

/** The integral over the radius of f(a r) f(b r) + f(-a r) f(-b r). */
function radialSum(f: (x: number) => number, { at, weight }: Nodes, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < at.length; i++) {
    const r = at[i]!;
    sum += weight[i]! * (f(a * r) * f(b * r) + f(-a * r) * f(-b * r));
  }
  return sum;
}
