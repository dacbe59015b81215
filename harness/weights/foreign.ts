/** Files that users mistake for weights: what each is, and what to do. */

interface ForeignFile {
  /** Bytes of the file, as Latin-1, at its beginning or at `at`. */
  readonly has: string;
  readonly at?: number;
  /** "got ..." */
  readonly what: string;
}

const unpackIt = (kind: string): string => `${kind}: unpack it`;

const foreignFiles: readonly ForeignFile[] = [
  { has: "version https://git-lfs", what: "a Git LFS pointer: fetch the file itself with git lfs pull" },
  { has: "/annex/objects/", what: "a git-annex pointer: fetch the file itself with git annex get" },
  { has: "<!doctype", what: "a web page: download the file itself" },
  { has: "<html", what: "a web page: download the file itself" },
  { has: "<?xml", what: "an XML file: download the file itself" },
  { at: 4, has: "TFL3", what: "a TensorFlow Lite model, made for inference: audit the model it was converted from" },
  { at: 257, has: "ustar", what: unpackIt("a tar archive") },
  { has: "\x1f\x8b", what: unpackIt("a gzip file") },
  { has: "\x28\xb5\x2f\xfd", what: unpackIt("a zstandard file") },
  { has: "BZh", what: unpackIt("a bzip2 file") },
  { has: "\xfd7zXZ\0", what: unpackIt("an xz file") },
  { has: "7z\xbc\xaf\x27\x1c", what: unpackIt("a 7z archive") },
  { has: "Rar!", what: unpackIt("a RAR archive") },
  { has: "lmgg", what: "a GGML file from before GGUF: convert it to GGUF" },
  { has: "fmgg", what: "a GGML file from before GGUF: convert it to GGUF" },
  { has: "tjgg", what: "a GGML file from before GGUF: convert it to GGUF" },
  { has: "MATLAB 5", what: "a MATLAB file: save its arrays as .npz" },
  { has: "ARROW1", what: "an Arrow file: save its arrays as .npz" },
  { has: "PAR1", what: "a Parquet file: save its arrays as .npz" },
  { has: "%PDF", what: "a PDF document" },
  { has: "\x89PNG", what: "a picture" },
  { has: "\xff\xd8\xff", what: "a picture" },
  ...["\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05"].map((has) => ({
    has,
    what: "a pickle that torch.save did not write: save its arrays as .npz or .safetensors",
  })),
];

/** What a file with this beginning is, if it is known and cannot be judged. */
export function foreignFile(head: Buffer): string | undefined {
  const text = head.toString("latin1");
  return foreignFiles.find(
    ({ has, at = 0 }) => text.startsWith(has, at) || (at === 0 && text.trimStart().toLowerCase().startsWith(has)),
  )?.what;
}

/** Folders that hold a checkpoint of another library, by a name that each contains. */
const foreignFolders: Readonly<Record<string, string>> = {
  "manifest.ocdbt": "an Orbax checkpoint: restore it with Orbax and save .msgpack or .safetensors",
  _CHECKPOINT_METADATA: "an Orbax checkpoint: restore it with Orbax and save .msgpack or .safetensors",
  _METADATA: "an Orbax checkpoint: restore it with Orbax and save .msgpack or .safetensors",
  "saved_model.pb": "a TensorFlow SavedModel: load it and save .keras or .h5",
  checkpoint: "TensorFlow checkpoints: load one and save .keras or .h5",
  ".metadata": "a distributed checkpoint of PyTorch: convert it with torch.distributed.checkpoint.format_utils",
};

/** What a folder with these names is, if it is known and cannot be judged. */
export const foreignFolder = (names: readonly string[]): string | undefined =>
  Object.entries(foreignFolders).find(([name]) => names.includes(name))?.[1];
