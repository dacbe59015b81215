/** Layers of TensorFlow.js: how each is built so that its kernel has a shape, and the layout that it stores it in. */
import type { Tfjs, TfTensor } from "./tfjsPeer.js";

interface LayerKernel {
  /** The contract's letters for the layer's own storage order. */
  readonly layout: string;
  readonly groups?: number;
  readonly shapes?: readonly (readonly number[])[];
  /** The factory in tf.layers, and the argument that takes the initializer. */
  readonly factory: string;
  readonly argument: string;
  /** The layer's other arguments, and the shape of its input, for a kernel of this shape. */
  readonly made: (shape: readonly number[]) => {
    readonly args: Record<string, unknown>;
    readonly input: readonly (number | null)[];
  };
  /** Which of the layer's weights it is. */
  readonly at?: number;
}

/** Sizes of the input along receptive-field axes: any that hold a kernel will do. */
const WIDE = 64;

const convolution = (factory: string, axes: string, transposed: boolean): LayerKernel => ({
  layout: `${axes}${transposed ? "oi" : "io"}`,
  factory,
  argument: "kernelInitializer",
  made: (shape) => {
    const kernelSize = shape.slice(0, axes.length);
    const [outputs, inputs] = transposed ? [shape.at(-2)!, shape.at(-1)!] : [shape.at(-1)!, shape.at(-2)!];
    return { args: { filters: outputs, kernelSize }, input: [null, ...kernelSize.map(() => WIDE), inputs] };
  },
});

const recurrent = (factory: string, gates: number): LayerKernel => ({
  layout: gates === 1 ? "io" : "i(go)",
  ...(gates === 1 ? {} : { groups: gates }),
  factory,
  argument: "kernelInitializer",
  // The recurrent kernel is not needed, and its orthogonal default takes minutes.
  made: ([inputs, packed]) => ({
    args: { units: packed! / gates, recurrentInitializer: "zeros" },
    input: [null, WIDE, inputs!],
  }),
});

/** By layer, the part of a name before the point: `conv2d_transpose.he_normal`. */
const KERNELS: Readonly<Record<string, LayerKernel>> = {
  dense: {
    layout: "io",
    factory: "dense",
    argument: "kernelInitializer",
    made: ([inputs, units]) => ({ args: { units }, input: [null, inputs!] }),
  },
  conv1d: convolution("conv1d", "w", false),
  conv2d: convolution("conv2d", "hw", false),
  conv3d: convolution("conv3d", "dhw", false),
  conv2d_transpose: convolution("conv2dTranspose", "hw", true),
  conv3d_transpose: convolution("conv3dTranspose", "dhw", true),
  depthwise_conv2d: {
    layout: "hwgo",
    factory: "depthwiseConv2d",
    argument: "depthwiseInitializer",
    made: ([h, w, channels, depthMultiplier]) => ({
      args: { kernelSize: [h, w], depthMultiplier },
      input: [null, WIDE, WIDE, channels!],
    }),
  },
  separable_conv2d: {
    layout: "hwgo",
    factory: "separableConv2d",
    argument: "depthwiseInitializer",
    made: ([h, w, channels, depthMultiplier]) => ({
      args: { filters: 1, kernelSize: [h, w], depthMultiplier },
      input: [null, WIDE, WIDE, channels!],
    }),
  },
  // The peer reads the depthwise kernel's argument here (4.22), so that this one has no effect.
  separable_conv2d_pointwise: {
    layout: "hwio",
    shapes: [
      [1, 1, 8, 13],
      [1, 1, 60, 100],
    ],
    factory: "separableConv2d",
    argument: "pointwiseInitializer",
    made: ([, , channels, filters]) => ({
      args: { filters, kernelSize: [1, 1], depthMultiplier: 1 },
      input: [null, WIDE, WIDE, channels!],
    }),
    at: 1,
  },
  embedding: {
    layout: "io",
    factory: "embedding",
    argument: "embeddingsInitializer",
    made: ([inputDim, outputDim]) => ({ args: { inputDim, outputDim }, input: [null, 1] }),
  },
  simple_rnn: recurrent("simpleRNN", 1),
  gru: recurrent("gru", 3),
  lstm: recurrent("lstm", 4),
};

/** Several dense layers of one model that share an initializer, stacked: their kernels must be independent blocks. */
const STACK = "dense_stack";

export const layerNames = [...Object.keys(KERNELS), STACK];

/** The claim of `<layer>.<initializer>`. */
export function layerClaim(layer: string, initializer: string) {
  const { layout, groups, shapes } = KERNELS[layer] ?? { layout: "gio", groups: undefined, shapes: undefined };
  return { as: initializer, layout, ...(groups ? { groups } : {}), ...(shapes ? { shapes } : {}) };
}

/** The kernel that a new layer starts with. Throws what the peer throws, and an Error where it makes another shape. */
export function kernelOf(tf: Tfjs, layer: string, shape: readonly number[], initializer: () => unknown): Float32Array {
  if (layer !== STACK) return built(tf, KERNELS[layer]!, shape, initializer());
  const [blocks, ...one] = shape;
  const shared = initializer();
  const kernels = Array.from({ length: blocks! }, () => built(tf, KERNELS["dense"]!, one, shared));
  const out = new Float32Array(shape.reduce((product, d) => product * d, 1));
  for (const [k, kernel] of kernels.entries()) out.set(kernel, k * kernel.length);
  return out;
}

function built(tf: Tfjs, kernel: LayerKernel, shape: readonly number[], initializer: unknown): Float32Array {
  const { args, input } = kernel.made(shape);
  const layer = tf.layers[kernel.factory]!({ ...args, [kernel.argument]: initializer });
  try {
    layer.build(input);
    const weight: TfTensor = layer.getWeights()[kernel.at ?? 0]!;
    if (String(weight.shape) !== String(shape)) throw new Error(`a kernel of ${weight.shape.join("x")}`);
    return Float32Array.from(weight.dataSync());
  } finally {
    // A layer that was never called refuses to be disposed of.
    for (const weight of layer.getWeights()) weight.dispose();
  }
}
