/**
 * The HDF5 library, compiled to WebAssembly by the optional package h5wasm, in isolation: the only file that it can open is the
 * bytes passed to it, read on demand. A link in a hostile file cannot lead to another file.
 */
import type { RandomBytes } from "./randomFile.js";

/** The functions of h5wasm that are used here. Identifiers and addresses have HDF5's own types. */
export interface Hdf5Module {
  readonly FS: EmscriptenFiles;
  readonly HEAPU8: Uint8Array;
  readonly H5F_ACC_RDONLY: number;
  readonly H5G_GROUP: number;
  readonly H5G_DATASET: number;
  open(name: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
  close_file(file: bigint): void;
  get_names(file: bigint, path: string, recursive: boolean): string[];
  get_type(file: bigint, path: string): number;
  /** Null if the path is not a link. */
  get_symbolic_link(file: bigint, path: string): string | null;
  get_external_link(file: bigint, path: string): { readonly filename: string };
  get_dataset_metadata(file: bigint, path: string): Hdf5Metadata;
  get_dataset_filters(file: bigint, path: string): readonly unknown[];
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    to: bigint,
  ): void;
  activate_throwing_error_handler(): void;
  _malloc(bytes: number): number;
  _free(at: number): void;
}

export interface Hdf5Metadata {
  /** 0 integer, 1 float, 5 opaque, others. */
  readonly type: number;
  readonly size: number;
  /** Null if there is no array. */
  readonly shape: readonly number[] | null;
  readonly chunks: readonly number[] | null;
}

interface EmscriptenNode {
  usedBytes: number;
  stream_ops: object;
}

interface EmscriptenFiles {
  createFile(parent: string, name: string, properties: object, canRead: boolean, canWrite: boolean): EmscriptenNode;
  unlink(path: string): void;
  readonly streams: readonly ({ readonly tty?: { ops: object } } | null)[];
}

/** Throws an Error of one line if the package is not installed. */
export async function hdf5Library(): Promise<Hdf5Module> {
  const loaded = await import("h5wasm").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error("h5: needs the package h5wasm beside initgate (npm install h5wasm), got none");
  });
  const module = (await loaded.default.ready) as unknown as Hdf5Module;
  module.activate_throwing_error_handler();
  // The errors that the library throws contain what it prints.
  for (const stream of module.FS.streams) {
    if (stream?.tty !== undefined) stream.tty.ops = { put_char: () => {}, fsync: () => {}, get_char: () => null };
  }
  return module;
}

let opened = 0;

/** Makes these bytes a file in the library's file system, and returns its name there. */
export function offerBytes({ FS }: Hdf5Module, bytes: RandomBytes): string {
  const name = `${++opened}.h5`;
  const node = FS.createFile("/", name, {}, true, false);
  node.usedBytes = bytes.size;
  node.stream_ops = {
    ...node.stream_ops,
    read: (_: unknown, to: Uint8Array, offset: number, length: number, position: number): number => {
      const count = Math.max(0, Math.min(length, bytes.size - position));
      to.set(bytes.readNow(position, count), offset);
      return count;
    },
  };
  return `/${name}`;
}
