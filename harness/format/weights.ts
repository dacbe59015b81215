/** Weights at rest: the tensors of a file, listed first and loaded one at a time. */
import type { Dtype } from "./dtype.js";
import type { Tensor } from "./tensor.js";

export type WeightEntry =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: Dtype;
      readonly unsupported?: undefined;
    }
  /** What is there but is no tensor of a dtype known here, and why. */
  | { readonly name: string; readonly unsupported: string };

export interface Weights {
  readonly entries: readonly WeightEntry[];
  /** Throws an Error of one line where there is no such tensor or its bytes are not as announced. */
  load(name: string): Promise<Tensor>;
  close(): Promise<void>;
}
