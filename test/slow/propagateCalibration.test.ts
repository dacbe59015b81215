/** Narrow networks of every law stay inside their bands as often as their level says; others do not. */
import { describe, expect, test } from "vitest";
import { binomialSf } from "../../harness/numeric/index.js";
import { blocks } from "../../harness/propagation/block/index.js";
import { ACTIVATIONS, cellName, type PropagateCell, propagateCells, propagateNull } from "../lab/propagateNulls.js";

const RUNS = 12;
/** The first of the levels, spread over the activations of a run. */
const MOST = 0.05 * ACTIVATIONS.length;
const SEED = 50_000;

const runsOutside = (cell: PropagateCell): number =>
  Array.from({ length: RUNS }, (_, k) => propagateNull(cell, SEED + k)).filter(({ outside }) => outside[0]! > 0).length;

const isControl = ({ drawn, contract }: PropagateCell): boolean => drawn !== contract;
const narrow = propagateCells.filter((cell) => !isControl(cell) && cell.nets <= 60 && Math.max(...cell.widths) <= 16);

const ofBlocks = blocks.slice(1).flatMap(({ name }) =>
  ["he_normal", "he_uniform", "orthogonal(gain=1.2)"].map(
    (law): PropagateCell => ({
      ...{ drawn: law, contract: law, widths: new Array<number>(11).fill(8), nets: 20, architecture: name },
    }),
  ),
);

describe("right networks", () => {
  test.each([...narrow, ...ofBlocks].map((cell) => [cellName(cell), cell] as const))("%s", (_, cell) => {
    expect(binomialSf(runsOutside(cell), RUNS, MOST)).toBeGreaterThan(1e-5);
  });
});

test("uniform weights held to normal ones' bands are seen", () => {
  expect(runsOutside(propagateCells.find(isControl)!)).toBeGreaterThan(RUNS * 0.9);
});
