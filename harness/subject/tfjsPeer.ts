/** The part of TensorFlow.js that is used here, and its loading. */
import { loadPeer } from "./peer.js";

export interface Tfjs {
  readonly version: { readonly tfjs: string };
  readonly initializers: Readonly<Record<string, (args: Record<string, unknown>) => TfInitializer>>;
  readonly layers: Readonly<Record<string, (args: Record<string, unknown>) => TfLayer>>;
  setBackend(name: string): Promise<boolean>;
  env(): { set(flag: string, value: boolean): void };
}

export interface TfInitializer {
  apply(shape: readonly number[], dtype: string): TfTensor;
}

export interface TfTensor {
  readonly shape: readonly number[];
  dataSync(): Float32Array;
  dispose(): void;
}

export interface TfLayer {
  build(inputShape: readonly (number | null)[]): void;
  getWeights(): readonly TfTensor[];
}

export async function loadTfjs(): Promise<Tfjs> {
  const tf = await loadPeer<Tfjs>("tfjs", "@tensorflow/tfjs");
  tf.env().set("IS_TEST", true); // or it greets every user on stderr
  await tf.setBackend("cpu");
  return tf;
}
