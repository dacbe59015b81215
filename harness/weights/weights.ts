/** Weights at rest: the tensors of a file, listed first and loaded one at a time, whole or piece by piece. */
import type { Values } from "./codec.js";
import type { Dtype } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import { entryCount, fromFortran, type Tensor } from "./tensor.js";

export type WeightEntry =
  | {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: Dtype;
      /** Stored with the first axis fastest: the order of `pieces`. */
      readonly fortran?: true;
      readonly unsupported?: undefined;
      /** Of a model of several files, the one that holds the tensor. */
      readonly file?: string;
    }
  /** What is there but is no tensor of a dtype known here, and why. */
  | {
      readonly name: string;
      readonly unsupported: string;
      /** Integers and booleans count and select; no initializer makes them. */
      readonly integers?: true;
      readonly file?: string;
    };

export interface Weights {
  readonly entries: readonly WeightEntry[];
  /** How the library that wrote them lays axes out: a comma list of layouts, matched by the number of axes. */
  readonly layouts: string;
  /** What the file holds and is left out, a line each. */
  readonly notes: readonly string[];
  /** Throws an Error of one line where there is no such tensor or its bytes are not as announced. */
  load(name: string): Promise<Tensor>;
  /** The same values in the order they are stored, never all at once. Throws as `load` does, at any piece. */
  pieces(name: string): AsyncGenerator<Values>;
  close(): Promise<void>;
}

export type ReadableEntry = Extract<WeightEntry, { readonly shape: readonly number[] }>;

/** A tensor of a file, or what is there instead of one. */
export type StoredTensor =
  | { readonly entry: ReadableEntry; readonly pieces: () => AsyncGenerator<Values> }
  | { readonly entry: Exclude<WeightEntry, ReadableEntry> };

export const TORCH_LAYOUTS = "o,oi,oiw,oihw,oidhw";
export const KERAS_LAYOUTS = "o,io,wio,hwio,dhwio";

/** `format` begins every message. Throws an Error of one line where two tensors have one name. */
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

/** Integers in the place of a weight are a quantized weight, and no count: what they stand for can not be judged. */
function withAdvice(entry: WeightEntry): WeightEntry {
  if (entry.unsupported === undefined || entry.integers !== true || !WEIGHT.test(entry.name)) return entry;
  const { integers: _, ...rest } = entry;
  return { ...rest, unsupported: `${entry.unsupported}, ${QUANTIZED}` };
}

/** What a message says of a dtype that is no float of IEEE's. */
export const QUANTIZED = "a quantized weight: audit the weights that it was made from";

/** All pieces in C order. */
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
