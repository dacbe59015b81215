/** One tensor at rest, as written by numpy.save. */
import { basename } from "node:path";
import { MOST_HEADER_BYTES, NPY_MAGIC, readNpyHeader } from "./npyHeader.js";
import { storedAt } from "./pieces.js";
import type { RandomFile } from "./randomFile.js";
import type { WeightFormat } from "./weightFormat.js";
import { KERAS_LAYOUTS, type Weights, weightsOf } from "./weights.js";

export const npyFormat: WeightFormat = {
  name: "npy",
  recognises: (head) => head[0] === NPY_MAGIC[0] && head[1] === NPY_MAGIC[1],
  open: (file, { path }) => openNpy(file, basename(path).replace(/\.npy$/, "")),
};

/** The file has one tensor, which is called `name`. Throws an Error of one line. */
export async function openNpy(file: RandomFile, name: string): Promise<Weights> {
  const header = readNpyHeader(await file.read(0, Math.min(file.size, MOST_HEADER_BYTES)));
  if (header === undefined) throw new Error(`npy: must have a whole header, got ${file.size} bytes`);
  const { shape, dtype, fortran, bigEndian, dataOffset: begin, byteLength } = header;
  if (file.size !== begin + byteLength) {
    throw new Error(`npy: must have ${byteLength} bytes of values, got ${file.size - begin}`);
  }
  const entry = { name, shape, dtype, ...(fortran ? { fortran } : {}) };
  const tensor = storedAt(file, entry, { begin, byteLength, bigEndian });
  return weightsOf("npy", [tensor], { layouts: KERAS_LAYOUTS, close: () => file.close() });
}
