/** TensorFlow.js, an optional peer: its initializers called as its layers call them. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { shapeOf } from "../shape.js";
import type { Answer, Request, Subject } from "./subject.js";

/** The part of the peer that is used here. */
interface Tfjs {
  readonly version: { readonly tfjs: string };
  readonly initializers: Readonly<Record<string, (args: Record<string, unknown>) => TfInitializer>>;
  setBackend(name: string): Promise<boolean>;
  env(): { set(flag: string, value: boolean): void };
}
interface TfInitializer {
  apply(shape: readonly number[], dtype: string): { dataSync(): Float32Array; dispose(): void };
}

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
  orthogonal: "orthogonal",
};
const LAYOUT = "io,wio,hwio";
/** Its QR runs in plain JavaScript: it warns beyond this, and takes minutes at 300x500. */
const LARGEST_ORTHOGONAL = 2000;

export async function openTfjs(): Promise<Subject> {
  const tf = await load();
  tf.env().set("IS_TEST", true); // or it greets every user on stderr
  await tf.setBackend("cpu");
  return {
    description: { name: "tfjs", version: tf.version.tfjs, layout: LAYOUT, initializers: Object.keys(FACTORIES) },
    draw: async (requests) => requests.map((request) => answer(tf, request)),
    close: async () => {},
  };
}

/** The peer as this package sees it, or as the user's own folder does. */
async function load(): Promise<Tfjs> {
  const name = "@tensorflow/tfjs";
  try {
    const require = createRequire(join(process.cwd(), "package.json"));
    const module = await import(name).catch(() => import(pathToFileURL(require.resolve(name)).href));
    return (module.default ?? module) as Tfjs;
  } catch {
    throw new Error(`tfjs: ${name} must be installed beside initgate (npm install ${name}), got none`);
  }
}

function answer(tf: Tfjs, { initializer, shape, layout, groups, dtype, seed, params }: Request): Answer {
  const factory = FACTORIES[initializer];
  const refusal =
    factory === undefined || tf.initializers[factory] === undefined
      ? `no initializer ${initializer}`
      : dtype !== "float32"
        ? `dtype ${dtype}`
        : unfit(initializer, shapeOf(shape, layout, groups), params);
  if (refusal !== undefined) return { kind: "unsupported", reason: `unsupported: tfjs has ${refusal}` };
  try {
    const { bound: _, ...args } = params;
    const tensor = tf.initializers[factory!]!({ ...args, ...(seed === null ? {} : { seed }) }).apply(shape, dtype);
    const data = Float32Array.from(tensor.dataSync());
    tensor.dispose();
    return { kind: "tensor", tensor: { shape, dtype, data } };
  } catch (error) {
    return {
      kind: "broken",
      reason: `tfjs: ${initializer} must answer ${shape.join("x")}, got ${(error as Error).message}`,
    };
  }
}

/** What this peer cannot be asked, if anything. */
function unfit(
  initializer: string,
  { layout, dims, size }: ReturnType<typeof shapeOf>,
  params: Request["params"],
): string | undefined {
  if (!LAYOUT.split(",").includes(layout)) return `no layout ${layout}`;
  if (initializer === "orthogonal" && (dims.length !== 2 || size > LARGEST_ORTHOGONAL))
    return "no such orthogonal shape";
  if (params["bound"] !== undefined && params["bound"] !== 2) return "truncation at 2 standard deviations only";
  return undefined;
}
