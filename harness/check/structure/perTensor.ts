/** Computes once for a tensor what several checks need; a tensor may be tested against several laws, or as several matrices. */
import type { Entries } from "../sample.js";

type PerTensor<T> = (tensor: Entries, mean: number, matrix: string, compute: () => T) => T;

/** Keeps the last result for each tensor. */
export function perTensor<T>(): PerTensor<T> {
  const held = new WeakMap<Entries, { readonly mean: number; readonly matrix: string; readonly value: T }>();
  return (tensor, mean, matrix, compute) => {
    const before = held.get(tensor);
    if (before?.mean === mean && before.matrix === matrix) return before.value;
    const value = compute();
    held.set(tensor, { mean, matrix, value });
    return value;
  };
}
