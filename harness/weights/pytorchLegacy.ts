/**
 * Tensors as written by torch.save before PyTorch 1.6: pickles of a magic number, a version, the writing machine, the object and
 * the keys of its storages, then each storage after its number of entries.
 */
import { oneLine } from "./oneLine.js";
import { Dictionary, type Pickle, PickleCutError, readPickle } from "./pickle.js";
import { partOf, type RandomBytes, type RandomFile } from "./randomFile.js";
import { torchWeights } from "./torchTensors.js";
import { storageOf, torchItemSize, torchTreeOf } from "./torchTree.js";
import type { WeightFormat } from "./weightFormat.js";
import type { Weights } from "./weights.js";

/** The magic number as every version wrote it, after PROTO and its version. */
const MAGIC = "\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19";
const PROTO = 0x80;
const FIRST_READ = 2 ** 20;
const LONGEST_PICKLES = 2 ** 26;

export const pytorchLegacyFormat: WeightFormat = {
  name: "pytorch legacy",
  recognises: (head) => head[0] === PROTO && head.toString("latin1").startsWith(MAGIC, 2),
  open: openLegacy,
};

async function openLegacy(file: RandomFile): Promise<Weights> {
  const [, , habits, object, keys] = (await picklesOf(file, 5)) as [Pickle, Pickle, Pickle, Pickle, Pickle];
  const tree = torchTreeOf(object);
  const storages = await storagesOf(file, object, keys);
  const habit = habits.value instanceof Dictionary ? new Map(habits.value.pairs).get("little_endian") : undefined;
  return torchWeights(
    tree,
    async ({ key }, byteLength) => {
      const bytes = storages.get(key);
      if (bytes === undefined) throw new Error(`must have the storages of its tensors, got no ${oneLine(key, 40)}`);
      if (bytes.size !== byteLength) throw new Error(`a storage must have ${byteLength} bytes, got ${bytes.size}`);
      return bytes;
    },
    { bigEndian: habit === false, close: () => file.close() },
  );
}

/** A pickle has no length prefix: if it is cut off, more bytes are read. */
async function picklesOf(file: RandomFile, count: number): Promise<readonly Pickle[]> {
  for (let length = FIRST_READ; ; length *= 8) {
    const bytes = await file.read(0, Math.min(file.size, length, LONGEST_PICKLES));
    try {
      const pickles: Pickle[] = [];
      for (let k = 0; k < count; k++) pickles.push(readPickle(bytes, pickles.at(-1)?.end ?? 0));
      return pickles;
    } catch (error) {
      if (!(error instanceof PickleCutError) || bytes.length === Math.min(file.size, LONGEST_PICKLES)) throw error;
    }
  }
}

/** The position of each storage: one after the other, in the order of the keys. */
async function storagesOf(
  file: RandomFile,
  { persistent }: Pickle,
  keys: Pickle,
): Promise<ReadonlyMap<string, RandomBytes>> {
  // The sources of module classes are persistent ids too.
  const storages = persistent.filter(({ id }) => Array.isArray(id) && id[0] === "storage").map(storageOf);
  const dtypes = new Map(storages.map(({ key, dtype }) => [key, dtype]));
  const places = new Map<string, RandomBytes>();
  let at = keys.end;
  for (const key of Array.isArray(keys.value) ? keys.value : []) {
    const dtype = dtypes.get(key);
    if (dtype === undefined) throw new Error(`pytorch: must use every storage, got ${oneLine(String(key), 40)} unused`);
    const prefix = await file.read(at, 8);
    const count = Number(new DataView(prefix.buffer, prefix.byteOffset).getBigInt64(0, true));
    const size = count * torchItemSize[dtype]!;
    places.set(key, partOf(file, at + 8, size));
    at += 8 + size;
  }
  return places;
}
