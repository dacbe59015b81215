/** TensorFlow.js, an optional peer: its initializers called alone, and by the layers that use them. */
import type { Answer, Request, Subject, SubjectClaim } from "./subject.js";
import { kernelOf, layerClaim, layerNames } from "./tfjsLayers.js";
import { loadTfjs, type Tfjs } from "./tfjsPeer.js";

/** The peer's factory for each contract name; its convolution kernels put inputs and outputs last, as Keras does. */
const FACTORIES: Readonly<Record<string, string>> = {
  glorot_uniform: "glorotUniform",
  glorot_normal: "glorotNormal",
  he_uniform: "heUniform",
  he_normal: "heNormal",
  lecun_normal: "leCunNormal",
  random_normal: "randomNormal",
  random_uniform: "randomUniform",
  zeros: "zeros",
  ones: "ones",
  lecun_uniform: "leCunUniform",
  constant: "constant",
  truncated_normal: "truncatedNormal",
  variance_scaling: "varianceScaling",
  orthogonal: "orthogonal",
  identity: "identity",
};
const LAYOUT = "io,wio,hwio,dhwio";
/** The initializer that is drawn through every layer if the user names none: it depends on both fans. */
const THROUGH_LAYERS = "glorot_uniform";
/**
 * The largest orthogonal weight. The peer's QR runs in plain JavaScript: it warns for larger ones, and takes minutes at
 * 300x500.
 */
const LARGEST_ORTHOGONAL = 2000;

export async function openTfjs(): Promise<Subject> {
  const tf = await loadTfjs();
  const claims = Object.fromEntries(
    layerNames.flatMap((layer) =>
      Object.keys(FACTORIES).map((name): [string, SubjectClaim] => [`${layer}.${name}`, layerClaim(layer, name)]),
    ),
  );
  const initializers = [...Object.keys(FACTORIES), ...layerNames.map((layer) => `${layer}.${THROUGH_LAYERS}`)];
  return {
    description: { name: "tfjs", version: tf.version.tfjs, layout: LAYOUT, initializers, claims },
    draw: async (requests) => requests.map((request) => answer(tf, claims, request)),
    close: async () => {},
  };
}

function answer(tf: Tfjs, claims: Readonly<Record<string, SubjectClaim>>, request: Request): Answer {
  const { initializer, shape, layout, dtype } = request;
  const [name, layer] = initializer.split(".").reverse() as [string, string?];
  const claim = claims[initializer];
  const refusal =
    tf.initializers[FACTORIES[name] ?? ""] === undefined || (layer !== undefined && claim === undefined)
      ? `no initializer ${initializer}`
      : dtype !== "float32"
        ? `dtype ${dtype}`
        : claim !== undefined && layout !== claim.layout
          ? `${layer} kernels in layout ${claim.layout} only, not ${layout}`
          : unfit(name, request);
  if (refusal !== undefined) return { kind: "unsupported", reason: `unsupported: tfjs has ${refusal}` };
  try {
    const make = () => tf.initializers[FACTORIES[name]!]!(argsOf(request));
    const data = layer === undefined ? alone(make(), shape, dtype) : kernelOf(tf, layer, shape, make);
    return { kind: "tensor", tensor: { shape, dtype, data } };
  } catch (error) {
    return {
      kind: "broken",
      reason: `tfjs: ${initializer} must answer ${shape.join("x")}, got ${(error as Error).message}`,
    };
  }
}

function alone(initializer: ReturnType<Tfjs["initializers"][string]>, shape: readonly number[], dtype: string) {
  const tensor = initializer.apply(shape, dtype);
  const data = Float32Array.from(tensor.dataSync());
  tensor.dispose();
  return data;
}

/** `fan_in` -> `fanIn`: the peer writes its words so. */
const camel = (word: string): string => word.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function argsOf({ params, seed }: Request): Record<string, unknown> {
  const { bound: _, ...args } = params;
  const words = Object.entries(args).map(([key, value]) => [key, typeof value === "string" ? camel(value) : value]);
  return { ...Object.fromEntries(words), ...(seed === null ? {} : { seed }) };
}

/** Why this peer cannot serve a request; undefined if it can. */
function unfit(name: string, { shape, params }: Request): string | undefined {
  const size = shape.reduce((product, d) => product * d, 1);
  if (name === "orthogonal" && (shape.length !== 2 || size > LARGEST_ORTHOGONAL)) return "no such orthogonal shape";
  if (name === "identity" && (shape.length !== 2 || shape[0] !== shape[1])) return "square identities only";
  if (params["bound"] !== undefined && params["bound"] !== 2) return "truncation at 2 standard deviations only";
  const { distribution, mode } = params;
  if (distribution === "untruncated_normal" || mode === "fan_geo_avg") return `no ${distribution} with ${mode}`;
  return undefined;
}
