/** One tensor at rest, as numpy.save leaves it. */
import { decodeNpyData } from "./npy.js";
import { MOST_HEADER_BYTES, readNpyHeader } from "./npyHeader.js";
import { piecesOf } from "./pieces.js";
import type { RandomFile } from "./randomFile.js";
import type { Weights } from "./weights.js";

/** The file's only tensor goes by `name`. Throws an Error of one line. */
export async function openNpy(file: RandomFile, name: string): Promise<Weights> {
  const header = readNpyHeader(await file.read(0, Math.min(file.size, MOST_HEADER_BYTES)));
  if (header === undefined) throw new Error(`npy: must have a whole header, got ${file.size} bytes`);
  const { shape, dtype, fortran, dataOffset, byteLength } = header;
  if (file.size !== dataOffset + byteLength) {
    throw new Error(`npy: must have ${byteLength} bytes of values, got ${file.size - dataOffset}`);
  }
  const requireIt = (asked: string): void => {
    if (asked !== name) throw new Error(`npy: must hold the tensor asked for, got only ${JSON.stringify(name)}`);
  };
  return {
    entries: [{ name, shape, dtype, ...(fortran ? { fortran } : {}) }],
    load: async (asked) => {
      requireIt(asked);
      return decodeNpyData(header, await file.read(dataOffset, byteLength));
    },
    pieces: async function* (asked) {
      requireIt(asked);
      yield* piecesOf(dtype, byteLength, (at, length) => file.read(dataOffset + at, length));
    },
    close: () => file.close(),
  };
}
