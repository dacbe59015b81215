/** Weights at rest: the tensors of a file, first listed, then loaded one at a time, whole or piece by piece. */
import type { Values } from "./codec.js";
import type { Dtype } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import { entryCount, fromFortran, type Tensor } from "./tensor.js";

export type WeightEntry =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: Dtype;
      /** The first axis is the fastest in storage, and in `pieces`. */
      readonly fortran?: true;
      /** The stored type of quantized values, which were converted to numbers by a scale beside them and lie on few levels. */
      readonly quantized?: string;
      readonly unsupported?: undefined;
      /** In a model of several files, the file that holds the tensor. */
      readonly file?: string;
    }
  /** Anything that is not a tensor of a known dtype, with the reason. */
  | {
      readonly name: string;
      readonly unsupported: string;
      /** Integers and booleans are counts and selections; no initializer makes them. */
      readonly integers?: true;
      readonly file?: string;
    };

export interface Weights {
  readonly entries: readonly WeightEntry[];
  /** The layouts of the library that wrote the file: a comma-separated list from which the number of axes selects. */
  readonly layouts: string;
  /** What the file holds and this reader leaves out, one line each. */
  readonly notes: readonly string[];
  /** Throws an Error of one line if there is no such tensor, or its bytes are not as declared. */
  load(name: string): Promise<Tensor>;
  /** The same values in stored order, never all at once. Throws as `load` does, at any piece. */
  pieces(name: string): AsyncGenerator<Values>;
  close(): Promise<void>;
}

export type ReadableEntry = Extract<WeightEntry, { readonly shape: readonly number[] }>;

/** A tensor of a file, or the reason why an entry is not one. */
export type StoredTensor =
  | { readonly entry: ReadableEntry; readonly pieces: () => AsyncGenerator<Values> }
  | { readonly entry: Exclude<WeightEntry, ReadableEntry> };

export const TORCH_LAYOUTS = "o,oi,oiw,oihw,oidhw";
export const KERAS_LAYOUTS = "o,io,wio,hwio,dhwio";

/** `format` begins every message. Throws an Error of one line if two tensors have one name. */
export function weightsOf(
  format: string,
  stored: readonly StoredTensor[],
  about: Pick<Weights, "layouts" | "close"> & { readonly notes?: readonly string[] },
): Weights {
  const byName = new Map<string, StoredTensor>();
  for (const one of stored) {
    const { name } = one.entry;
    if (byName.has(name)) throw new Error(`${format}: must name every tensor once, got ${oneLine(name)} twice`);
    byName.set(name, one);
  }
  const readable = (name: string): Extract<StoredTensor, { readonly pieces: unknown }> => {
    const one = byName.get(name);
    if (one === undefined) throw new Error(`${format}: must hold the tensor asked for, got no ${oneLine(name)}`);
    if (!("pieces" in one)) throw new Error(one.entry.unsupported);
    return one;
  };
  return {
    entries: stored.map(({ entry }) => withAdvice(entry)),
    notes: [],
    ...about,
    load: async (name) => {
      const { entry, pieces } = readable(name);
      return assembled(entry, pieces());
    },
    pieces: async function* (name) {
      yield* readable(name).pieces();
    },
  };
}

/** Names of weights, also of packed ones: `layer.qweight`, `fc.weight_packed`, `dense/kernel`. */
const WEIGHT = /(?:weight|kernel)(?:_packed|_quantized)?(?::0)?$/i;

/** Integers under the name of a weight are a quantized weight, not a count: its values cannot be judged. */
function withAdvice(entry: WeightEntry): WeightEntry {
  if (entry.unsupported === undefined || entry.integers !== true || !WEIGHT.test(entry.name)) return entry;
  const { integers: _, ...rest } = entry;
  return { ...rest, unsupported: `${entry.unsupported}, ${QUANTIZED}` };
}

/** The part of a message about a weight whose dtype is not an IEEE float. */
export const QUANTIZED = "a quantized weight: audit the weights that it was made from";

/** The whole tensor in C order, from its pieces. */
async function assembled({ shape, dtype, fortran }: ReadableEntry, pieces: AsyncIterable<Values>): Promise<Tensor> {
  const count = entryCount(shape);
  const stored = dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
  let at = 0;
  for await (const piece of pieces) {
    stored.set(piece, at);
    at += piece.length;
  }
  return { shape, dtype, data: fortran ? fromFortran(shape, stored) : stored };
}
