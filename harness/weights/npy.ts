/** One tensor as a NumPy .npy file. */
import { decodeValues, encodeValues, swapBytes } from "./codec.js";
import { type Dtype, itemSize } from "./dtype.js";
import { NPY_MAGIC, type NpyHeader, readNpyHeader } from "./npyHeader.js";
import { entryCount, fromFortran, type Tensor } from "./tensor.js";

export { type NpyHeader, readNpyHeader } from "./npyHeader.js";

/** Reads a whole file of version 1, 2 or 3, C or Fortran order. Throws an Error of one line. */
export function decodeNpy(bytes: Uint8Array): Tensor {
  const header = readNpyHeader(bytes);
  if (header === undefined) throw new Error(`npy: must have a whole header, got ${bytes.length} bytes`);
  return decodeNpyData(header, bytes.subarray(header.dataOffset));
}

/** Reads the values that follow a header. Throws an Error if there are too few or too many. */
export function decodeNpyData(header: NpyHeader, bytes: Uint8Array): Tensor {
  const { dtype, shape, fortran, bigEndian, byteLength } = header;
  if (bytes.length !== byteLength) {
    throw new Error(`npy: must have ${byteLength} bytes for shape ${shape.join("x")} ${dtype}, got ${bytes.length}`);
  }
  const stored = decodeValues(dtype, bigEndian ? swapBytes(bytes, itemSize(dtype)) : bytes);
  return { shape, dtype, data: fortran ? fromFortran(shape, stored) : stored };
}

const descrOf: Readonly<Record<Dtype, string>> = {
  float64: "<f8",
  float32: "<f4",
  float16: "<f2",
  bfloat16: "<V2",
};

/** Values begin at a multiple of this, so that a file can be mapped. */
const ALIGNMENT = 64;

/** Writes version 1, C order. Throws a RangeError if the values do not fill the shape. */
export function encodeNpy({ shape, dtype, data }: Tensor): Uint8Array {
  if (entryCount(shape) !== data.length) {
    throw new RangeError(`npy: must have the entries of shape ${shape.join("x")}, got ${data.length}`);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '${descrOf[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = Math.ceil((10 + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
  const values = encodeValues(dtype, data);
  const bytes = new Uint8Array(start + values.length).fill(0x20, 0, start - 1);
  bytes.set(NPY_MAGIC);
  bytes.set([1, 0, (start - 10) & 0xff, (start - 10) >> 8], NPY_MAGIC.length);
  bytes.set(new TextEncoder().encode(dictionary), 10);
  bytes[start - 1] = 0x0a;
  bytes.set(values, start);
  return bytes;
}
