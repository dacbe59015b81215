/** What it takes to add a format of weight files: one of these in a file of its own, and a line in a list. */
import type { RandomFile } from "./randomFile.js";
import type { Weights } from "./weights.js";
import type { ZipEntry } from "./zip.js";

/** Bytes of a file's beginning that tell its format. */
export const HEAD_BYTES = 1024;

/** A format told by how a file begins; listed in openWeights.ts. */
export interface WeightFormat {
  readonly name: string;
  /** `head`: the first bytes, at most HEAD_BYTES of them. */
  readonly recognises: (head: Buffer) => boolean;
  /** Throws an Error of one line; closes nothing then. */
  readonly open: (file: RandomFile, place: FilePlace) => Promise<Weights>;
}

/** Where a file lies, and what lies beside it: names may lead into folders, never out of them. */
export interface FilePlace {
  readonly path: string;
  /** Throws an Error of one line where there is no regular file of this name, or it lies elsewhere. */
  readonly fileBeside: (name: string) => Promise<RandomFile>;
  /** The same of a file of weights. */
  readonly weightsBeside: (name: string) => Promise<Weights>;
}

/** A format told by the names of a zip archive's members; listed in zipFormat.ts. */
export interface ArchiveFormat {
  readonly name: string;
  readonly recognises: (names: readonly string[]) => boolean;
  /** Throws an Error of one line; closes nothing then. */
  readonly open: (members: readonly ZipEntry[], close: () => Promise<void>) => Promise<Weights>;
}

/** A format told by a key of a JSON object; listed in jsonFormat.ts. */
export interface JsonFormat {
  readonly key: string;
  /** Throws an Error of one line; closes nothing then. */
  readonly open: (
    object: Readonly<Record<string, unknown>>,
    place: FilePlace,
    close: () => Promise<void>,
  ) => Promise<Weights>;
}
