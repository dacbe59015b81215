/** Weights at rest: the tensors of a file, listed first and loaded one at a time, whole or piece by piece. */
import type { Values } from "./codec.js";
import type { Dtype } from "./dtype.js";
import type { Tensor } from "./tensor.js";

export type WeightEntry =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: Dtype;
      /** Stored with the first axis fastest: the order of `pieces`. */
      readonly fortran?: true;
      readonly unsupported?: undefined;
    }
  /** What is there but is no tensor of a dtype known here, and why. */
  | {
      readonly name: string;
      readonly unsupported: string;
      /** Integers and booleans count and select; no initializer makes them. */
      readonly integers?: true;
    };

export interface Weights {
  readonly entries: readonly WeightEntry[];
  /** Throws an Error of one line where there is no such tensor or its bytes are not as announced. */
  load(name: string): Promise<Tensor>;
  /** The same values in the order they are stored, never all at once. Throws as `load` does, at any piece. */
  pieces(name: string): AsyncGenerator<Values>;
  close(): Promise<void>;
}
