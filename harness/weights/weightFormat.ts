/** To add a format of weight files, write one of these in a file of its own, and add a line to a list. */
import type { RandomFile } from "./randomFile.js";
import type { Weights } from "./weights.js";
import type { ZipEntry } from "./zip.js";

/** The number of bytes at the beginning of a file that identify its format. */
export const HEAD_BYTES = 1024;

/** A format that the beginning of a file identifies; listed in openWeights.ts. */
export interface WeightFormat {
  readonly name: string;
  /** `head`: the first bytes, at most HEAD_BYTES of them. */
  readonly recognises: (head: Buffer) => boolean;
  /** Throws an Error of one line, and then leaves the file open. */
  readonly open: (file: RandomFile, place: FilePlace) => Promise<Weights>;
}

/** A file's path and its neighbours: names may lead into folders, never out of its own. */
export interface FilePlace {
  readonly path: string;
  /** Throws an Error of one line if there is no regular file of this name, or it lies elsewhere. */
  readonly fileBeside: (name: string) => Promise<RandomFile>;
  /** The same for a file of weights. */
  readonly weightsBeside: (name: string) => Promise<Weights>;
}

/** A format that the names in a zip archive identify; listed in zipFormat.ts. */
export interface ArchiveFormat {
  readonly name: string;
  readonly recognises: (names: readonly string[]) => boolean;
  /** Throws an Error of one line, and then leaves the archive open. */
  readonly open: (members: readonly ZipEntry[], close: () => Promise<void>) => Promise<Weights>;
}

/** A format that a key of a JSON object identifies; listed in jsonFormat.ts. */
export interface JsonFormat {
  readonly key: string;
  /** Throws an Error of one line. */
  readonly open: (
    object: Readonly<Record<string, unknown>>,
    place: FilePlace,
    close: () => Promise<void>,
  ) => Promise<Weights>;
}
