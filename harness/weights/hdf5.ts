/** Arrays of an HDF5 file, as h5py and Keras write them, by the HDF5 library itself (the optional package h5wasm). */
import { decodeValues, type Values } from "./codec.js";
import { type Dtype, itemSize } from "./dtype.js";
import { type Hdf5Metadata, type Hdf5Module, hdf5Library, offerBytes } from "./hdf5Library.js";
import { oneLine } from "./oneLine.js";
import type { RandomBytes } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { WeightFormat } from "./weightFormat.js";
import { KERAS_LAYOUTS, type StoredTensor, type Weights, weightsOf } from "./weights.js";

const MAGIC = "\x89HDF\r\n\x1a\n";

export const hdf5Format: WeightFormat = {
  name: "h5",
  // Another program's block may precede it: MATLAB's has 512 bytes.
  recognises: (head) => [0, 512].some((at) => head.toString("latin1").startsWith(MAGIC, at)),
  open: (file) => openHdf5(file, () => file.close()),
};

/** Groups in which Keras stores the state of an optimizer. */
const OPTIMIZERS = ["/optimizer", "/optimizer_weights"];

const PIECE_BYTES = 2 ** 21;
const MOST_CHUNK = 2 ** 28;
const MOST_NODES = 2 ** 17;
const MOST_DEPTH = 32;
/** The largest ratio of inflated to deflated bytes; data that was never written takes no space in the file. */
const MOST_INFLATION = 1032;
const LEAST_ROOM = 2 ** 20;

/** Throws an Error of one line if the library cannot read the file. */
export async function openHdf5(bytes: RandomBytes, close: () => Promise<void>): Promise<Weights> {
  const module = await hdf5Library();
  const name = offerBytes(module, bytes);
  try {
    const file = plainly(() => module.open(name, module.H5F_ACC_RDONLY, false, -1, -1));
    const walk: Walk = { module, file, size: bytes.size, stored: [], notes: [], nodes: 0, declared: 0 };
    visit(walk, "/", 0);
    return weightsOf("h5", walk.stored, {
      layouts: KERAS_LAYOUTS,
      notes: walk.notes,
      close: async () => {
        plainly(() => module.close_file(file));
        module.FS.unlink(name);
        await close();
      },
    });
  } catch (error) {
    module.FS.unlink(name);
    throw error;
  }
}

/** An error of this reader, not of the library. */
class Hdf5Error extends Error {}

/** Turns an error of the library into one line: its innermost reason. */
function plainly<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof Hdf5Error || error instanceof RangeError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    const reason = [...text.matchAll(/\(\): (.*)/g)].at(-1)?.[1] ?? text;
    throw new Error(`h5: must be read by the HDF5 library, got "${oneLine(reason, 120)}"`);
  }
}

interface Walk {
  readonly module: Hdf5Module;
  readonly file: bigint;
  readonly size: number;
  readonly stored: StoredTensor[];
  readonly notes: string[];
  nodes: number;
  /** Bytes of all arrays together. */
  declared: number;
}

function visit(walk: Walk, group: string, depth: number): void {
  const { module, file, notes } = walk;
  if (depth > MOST_DEPTH) throw new Error(`h5: groups must nest at most ${MOST_DEPTH} deep, got more`);
  for (const key of plainly(() => module.get_names(file, group, false))) {
    if (++walk.nodes > MOST_NODES) throw new Error(`h5: must hold at most ${MOST_NODES} objects, got more`);
    const path = `${group === "/" ? "" : group}/${key}`;
    if (OPTIMIZERS.includes(path)) {
      notes.push(`left out, being an optimizer's state: ${path.slice(1)}`);
      continue;
    }
    const found = objectAt(walk, path);
    if (found === "group") visit(walk, path, depth + 1);
    else if (found !== undefined) walk.stored.push(found);
  }
}

/** H5T_STRING. */
const TEXT = 3;
/** H5G_UDLINK: a link to another file. */
const EXTERNAL = 4;

/** Undefined for a link within the file: its target has a name of its own. */
function objectAt(walk: Walk, path: string): StoredTensor | "group" | undefined {
  const { module, file } = walk;
  const name = path.slice(1);
  try {
    return plainly(() => {
      if (module.get_symbolic_link(file, path) !== null) return undefined;
      const type = module.get_type(file, path);
      if (type === module.H5G_GROUP) return "group";
      if (type === module.H5G_DATASET) return datasetAt(walk, name, path);
      if (type !== EXTERNAL) return undefined;
      const { filename } = module.get_external_link(file, path);
      throw new Hdf5Error(`h5: must lie in its file, got a link to ${oneLine(filename, 60)}`);
    });
  } catch (error) {
    return { entry: { name, unsupported: oneLine((error as Error).message, 300) } };
  }
}

function datasetAt(walk: Walk, name: string, path: string): StoredTensor | undefined {
  const { module, file } = walk;
  const metadata = module.get_dataset_metadata(file, path);
  const { shape, chunks } = metadata;
  if (metadata.type === TEXT) {
    walk.notes.push(`left out, being text: ${oneLine(name)}`);
    return undefined;
  }
  if (shape === null) throw new Hdf5Error("h5: must hold arrays, got one without a shape");
  const dtype = dtypeOf(metadata);
  if (dtype === undefined) {
    const integers = metadata.type === 0 ? { integers: true as const } : {};
    return {
      entry: {
        name,
        unsupported: `h5: dtype must be a float of 2, 4 or 8 bytes, got ${described(metadata)}`,
        ...integers,
      },
    };
  }
  const isFiltered = chunks !== null && module.get_dataset_filters(file, path).length > 0;
  requireCredible(walk, entryCount(shape) * itemSize(dtype), isFiltered);
  const chunkBytes = (chunks ?? []).reduce((product, size) => product * size, itemSize(dtype));
  if (chunkBytes > MOST_CHUNK)
    throw new Hdf5Error(`h5: chunks must have at most ${MOST_CHUNK} bytes, got ${chunkBytes}`);
  return {
    entry: { name, shape: [...shape], dtype },
    pieces: () => piecesAt(walk, path, [...shape], dtype),
  };
}

/** Keras stores bfloat16 as two opaque bytes, as ml_dtypes does. */
function dtypeOf({ type, size }: Hdf5Metadata): Dtype | undefined {
  if (type === 5 && size === 2) return "bfloat16";
  return type === 1 ? ({ 2: "float16", 4: "float32", 8: "float64" } as const)[size as 2 | 4 | 8] : undefined;
}

const TYPES = [
  "integers",
  "floats",
  "times",
  "text",
  "bits",
  "opaque bytes",
  "records",
  "references",
  "enumerations",
  "lists",
  "arrays",
];

const described = ({ type, size }: Hdf5Metadata): string => `${TYPES[type] ?? "others"} of ${size} bytes`;

/** A small file must not declare an unlimited number of values. */
function requireCredible(walk: Walk, bytes: number, isFiltered: boolean): void {
  walk.declared += bytes;
  const room = Math.max(walk.size, LEAST_ROOM) * (isFiltered ? MOST_INFLATION : 1);
  if (bytes <= room && walk.declared <= Math.max(walk.size, LEAST_ROOM) * MOST_INFLATION) return;
  throw new Hdf5Error(`h5: arrays must fit their file of ${walk.size} bytes, got ${bytes}`);
}

async function* piecesAt(
  { module, file }: Walk,
  path: string,
  shape: readonly number[],
  dtype: Dtype,
): AsyncGenerator<Values> {
  const size = itemSize(dtype);
  for (const { offset, count } of blocksOf(shape, PIECE_BYTES / size)) {
    const length = entryCount(count) * size;
    const at = module._malloc(length);
    if (at === 0) throw new Error(`h5: must have memory for ${length} bytes, got none`);
    try {
      // A scalar has no axes to select from.
      const big = (values: readonly number[]): bigint[] | null => (shape.length === 0 ? null : values.map(BigInt));
      plainly(() => module.get_dataset_data(file, path, big(count), big(offset), big(count.map(() => 1)), BigInt(at)));
      const bytes = module.HEAPU8.slice(at, at + length);
      // The library returns values in the byte order of its own machine, which is little-endian.
      yield decodeValues(dtype, bytes);
    } finally {
      module._free(at);
    }
  }
}

interface HdfBlock {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

/**
 * Divides the array in C order into blocks of at most `most` entries: slabs along one axis, at one index of each earlier axis.
 */
function* blocksOf(shape: readonly number[], most: number): Generator<HdfBlock> {
  if (shape.includes(0)) return;
  const inner = (axis: number): number => entryCount(shape.slice(axis + 1));
  const found = shape.findIndex((_, axis) => inner(axis) <= most);
  if (found < 0) {
    yield { offset: [], count: [] };
    return;
  }
  const atOnce = Math.max(1, Math.floor(most / inner(found)));
  const before = shape.slice(0, found);
  const place = before.map(() => 0);
  for (let left = entryCount(before); left > 0; left--) {
    for (let from = 0; from < shape[found]!; from += atOnce) {
      yield {
        offset: [...place, from, ...shape.slice(found + 1).map(() => 0)],
        count: [...place.map(() => 1), Math.min(atOnce, shape[found]! - from), ...shape.slice(found + 1)],
      };
    }
    for (let axis = found - 1; axis >= 0 && ++place[axis]! === shape[axis]; axis--) place[axis] = 0;
  }
}
