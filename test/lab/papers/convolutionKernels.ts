import { relu } from "../../../harness/propagation/activation/relu.js";
import { blockNamed, type FormulaBlock } from "../../../harness/propagation/block/index.js";
import { tapsOf } from "../../../harness/propagation/network/architecture/convolutional.js";
import { correlationMoments } from "../../../harness/propagation/theory/index.js";
import { heNormal } from "../../../initializers/index.js";
import { formulaNet, meanRow, meanSquareOf, orthogonalRows, type Rows } from "./formulaNet.js";
import { once } from "./once.js";
import { type Paper, paper } from "./paper.js";

const [SIZE, KERNEL, CHANNELS, DEPTH] = [8, 3, 128, 4];
const SIGMA_W2 = 2;

/** Entry p, q is of pixels p and q of one image. */
type Kernel = readonly (readonly number[])[];
interface Kernels {
  /** Covariances of the outputs. */
  readonly outputs: Kernel;
  /** Inner products of their gradients with respect to all weights, each weight in units of its standard deviation. */
  readonly tangent: Kernel;
}

const each = (kernel: Kernel, of: (value: number, p: number, q: number) => number): Kernel =>
  kernel.map((row, p) => row.map((value, q) => of(value, p, q)));
const plus = (a: Kernel, b: Kernel): Kernel => each(a, (value, p, q) => value + b[p]![q]!);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const total = (kernel: Kernel): number => sumOf(kernel.map(sumOf));
const trace = (kernel: Kernel): number => sumOf(kernel.map((row, p) => row[p]!));

/** Two pixels share the weights of every offset at which both have an input. */
function convolved(kernel: Kernel, padding: "zero" | "circular"): Kernel {
  const taps = tapsOf({ size: Math.sqrt(kernel.length), kernel: KERNEL, padding }).map((pairs) => new Map(pairs));
  const shared = (ps: ReadonlyMap<number, number>, qs: ReadonlyMap<number, number>): number =>
    sumOf([...ps].map(([offset, p]) => (qs.has(offset) ? kernel[p]![qs.get(offset)!]! : 0)));
  return taps.map((ps) => taps.map((qs) => (SIGMA_W2 / KERNEL ** 2) * shared(ps, qs)));
}

/** Means over squares of two by two pixels. */
function pooled(kernel: Kernel): Kernel {
  const size = Math.sqrt(kernel.length);
  const squares = Array.from({ length: kernel.length / 4 }, (_, pixel) => {
    const corner = 2 * (Math.floor(pixel / (size / 2)) * size + (pixel % (size / 2)));
    return [corner, corner + 1, corner + size, corner + size + 1];
  });
  return squares.map((ps) => squares.map((qs) => sumOf(ps.flatMap((p) => qs.map((q) => kernel[p]![q]!))) / 16));
}

function rectified({ outputs, tangent }: Kernels): Kernels {
  const size = (p: number, q: number): number => Math.sqrt(outputs[p]![p]! * outputs[q]![q]!);
  const moments = outputs.map((row, p) =>
    row.map((value, q) => correlationMoments(relu, 1, Math.max(-1, Math.min(1, value / size(p, q))))),
  );
  return {
    outputs: each(outputs, (_, p, q) => size(p, q) * moments[p]![q]!.phiPhi),
    tangent: each(tangent, (value, p, q) => value * moments[p]![q]!.dphiDphi),
  };
}

/** Of pixels that are orthogonal; gradients with respect to the last weights are the outputs themselves. */
function kernelsOf(padding: "zero" | "circular", isPooled: boolean): Kernels {
  const pixels = new Array<number>(SIZE ** 2).fill(0);
  const identity = pixels.map((_, p) => pixels.map((__, q) => (p === q ? 1 : 0)));
  let x: Kernels = { outputs: identity, tangent: each(identity, () => 0) };
  for (let l = 1; l <= DEPTH; l++) {
    if (l > 1) x = rectified(x);
    const outputs = convolved(x.outputs, padding);
    x = { outputs, tangent: plus(outputs, convolved(x.tangent, padding)) };
    if (isPooled && l === 1) x = { outputs: pooled(x.outputs), tangent: pooled(x.tangent) };
  }
  return x;
}

const all = once(() =>
  [
    { name: "circular border", printed: ["2.00000000", "8.00000000", "1.22200064"], of: kernelsOf("circular", false) },
    { name: "border of zeros", printed: ["1.20029340", "4.80117360", "0.56189957"], of: kernelsOf("zero", false) },
    {
      name: "border of zeros and pooling",
      printed: ["0.17375876", "0.69503506", "0.06777591"],
      of: kernelsOf("zero", true),
    },
  ].map((one) => ({ ...one, pixels: one.of.outputs.length })),
);

const names = ["conv_circular", "conv", "conv_pool"];

function numbersOf(name: string, seed: number): readonly number[] {
  const input = orthogonalRows(SIZE ** 2, CHANNELS);
  const block = blockNamed(name) as FormulaBlock;
  const { layers, top, tangent } = formulaNet({
    ...{ block, activation: "relu", depth: DEPTH, rule: heNormal.rule, seed, input },
  });
  const last: Rows = layers.at(-1)!;
  return [meanSquareOf(last), tangent / (top.length * CHANNELS), meanSquareOf([meanRow(last)])];
}

export const convolutionKernels: Paper = paper<readonly string[]>({
  id: "convolution-kernels",
  rows: [38],
  paper: "Novak et al. (2019, 2020)",
  figure: "kernels of infinitely wide convolutional networks with pooling: outputs (NNGP) and gradients (NTK)",
  settings: `ReLU, he_normal, ${DEPTH} convolutions ${KERNEL}x${KERNEL}, ${CHANNELS} channels, ${SIZE}x${SIZE} orthogonal pixels; pooling: means over 2x2 pixels behind the first`,
  meaning:
    "Pooling averages what is uncorrelated: of an image whose pixels are alike in nothing one layer of it leaves a quarter. He's variance knows nothing " +
    "of that, and behind it signals and all gradients are as much smaller.",
  remark:
    "Published are the numbers that neural-tangents 0.6.5 computes for these networks (stax.Conv, Relu, AvgPool), which is another program. The kernel of gradients is measured as " +
    "the sum over matrices of Var(w) |dL/dW|^2 along a random top gradient; what finite width adds to its mean is left out.",
  nets: 48,
  statistics: () =>
    all().flatMap(({ name, printed, of, pixels }) => [
      { name: `${name}: mean square`, limit: trace(of.outputs) / pixels, published: printed[0]! },
      { name: `${name}: squared gradient of the weights`, limit: trace(of.tangent) / pixels, published: printed[1]! },
      {
        name: `${name}: mean square of the mean pixel`,
        limit: total(of.outputs) / pixels ** 2,
        published: printed[2]!,
      },
    ]),
  right: names,
  wrong: {
    what: "strides in place of pooling, and borders exchanged",
    setting: ["conv", "conv_circular", "conv_stride"],
  },
  draw: (seed, blocks) => blocks.flatMap((name) => numbersOf(name, seed)),
});
