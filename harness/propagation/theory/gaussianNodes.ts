import { gaussLegendre, normalPdf } from "../../numeric/index.js";

/** Weighted points of a half-line. */
export interface Nodes {
  readonly at: Float64Array;
  readonly weight: Float64Array;
}

const NODES = gaussLegendre(16);
/** The normal weight beyond is below 1e-22, and z^8 times it below 1e-14. */
const REACH = 11;
/** The widest panel on which 16 nodes integrate the Gaussian itself to rounding. */
const WIDEST = 1.5;
/** A first panel so narrow that nothing inside it is seen in a double. */
const NARROWEST = 2 ** -60;

/**
 * Composite Gauss-Legendre nodes on [0, reach], on panels that begin as wide as `feature` and double: a pole or a layer
 * at distance about `feature` from zero then stays as far from every panel as that is wide. `breaks` are further edges.
 * Plain Gauss-Hermite fails here: activations have poles near the axis and kinks on it.
 */
export function gradedNodes(reach: number, feature: number, widest: number, breaks: readonly number[] = []): Nodes {
  const inside = breaks.filter((edge) => edge > 0 && edge < reach);
  const edges = [...new Set([...panelEdges(reach, feature, widest), ...inside])].sort((a, b) => a - b);
  const size = NODES.nodes.length;
  const at = new Float64Array((edges.length - 1) * size);
  const weight = new Float64Array(at.length);
  for (let panel = 0; panel + 1 < edges.length; panel++) {
    const half = (edges[panel + 1]! - edges[panel]!) / 2;
    for (let i = 0; i < size; i++) {
      at[panel * size + i] = edges[panel]! + half * (1 + NODES.nodes[i]!);
      weight[panel * size + i] = half * NODES.weights[i]!;
    }
  }
  return { at, weight };
}

function panelEdges(reach: number, feature: number, widest: number): number[] {
  const edges = [0];
  let edge = Math.min(widest, Math.max(feature, NARROWEST * reach));
  while (edge < reach) {
    edges.push(edge);
    edge += Math.min(edge, widest);
  }
  return [...edges, reach];
}

/** Nodes z > 0 with weights of the standard normal density, for functions of sd z with features of order one. */
export function gaussianNodes(sd: number, kinks: readonly number[]): Nodes {
  const nodes = gradedNodes(
    REACH,
    1 / sd,
    WIDEST,
    kinks.map((kink) => Math.abs(kink) / sd),
  );
  return { at: nodes.at, weight: nodes.weight.map((weight, i) => weight * normalPdf(nodes.at[i]!)) };
}

/** Nodes r > 0 with weights r exp(-r^2/2): the radial law of a standard normal pair. */
export function radialNodes(feature: number, breaks: readonly number[]): Nodes {
  const nodes = gradedNodes(REACH, feature, WIDEST, breaks);
  return {
    at: nodes.at,
    weight: nodes.weight.map((weight, i) => weight * nodes.at[i]! * Math.exp(-(nodes.at[i]! ** 2) / 2)),
  };
}
