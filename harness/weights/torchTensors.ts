/** The tensors of an object saved by torch.save, on the storages that hold their values. */
import { oneLine } from "./oneLine.js";
import type { RandomBytes } from "./randomFile.js";
import { viewOf } from "./strided.js";
import { entryCount } from "./tensor.js";
import {
  isTorchFloat,
  isTorchInteger,
  type TorchStorage,
  type TorchTensor,
  type TorchTree,
  torchItemSize,
} from "./torchTree.js";
import { QUANTIZED, type StoredTensor, TORCH_LAYOUTS, type Weights, weightsOf } from "./weights.js";

/** The most entries of all tensors for each entry of the storages: some tensors are views of others, but not thousands of one. */
const MOST_SHARING = 64;

/** All bytes of a storage, given its key and its required length. Throws an Error of one line. */
export type StorageBytes = (storage: TorchStorage, byteLength: number) => Promise<RandomBytes>;

/** Throws an Error of one line; a tensor with a fault becomes an entry with the reason. */
export async function torchWeights(
  { tensors, refused, notes }: TorchTree,
  bytesOf: StorageBytes,
  { bigEndian, close }: { readonly bigEndian: boolean; readonly close: () => Promise<void> },
): Promise<Weights> {
  const known = new Map<string, Promise<RandomBytes>>();
  const bytesOnce = (storage: TorchStorage): Promise<RandomBytes> => {
    const key = `${storage.dtype} ${storage.count} ${storage.key}`;
    const bytes = known.get(key) ?? bytesOf(storage, storage.count * torchItemSize[storage.dtype]!);
    known.set(key, bytes);
    return bytes;
  };
  const stored: StoredTensor[] = refused.map((entry) => ({ entry }));
  for (const tensor of tensors) stored.push(await storedTensor(tensor, bytesOnce, bigEndian));
  requireFairShare(tensors);
  return weightsOf("pytorch", stored, {
    layouts: TORCH_LAYOUTS,
    notes: notes.map((note) => `left out, being ${note}`),
    close,
  });
}

async function storedTensor(
  { name, storage, dtype, offset, shape, strides }: TorchTensor,
  bytesOf: (storage: TorchStorage) => Promise<RandomBytes>,
  bigEndian: boolean,
): Promise<StoredTensor> {
  if (!isTorchFloat(dtype)) {
    const unsupported = `pytorch: dtype must be float64, float32, float16 or bfloat16, got ${oneLine(dtype, 40)}${/^(?:float[468]_|q)/.test(dtype) ? `, ${QUANTIZED}` : ""}`;
    return { entry: { name, unsupported, ...(isTorchInteger(dtype) ? { integers: true as const } : {}) } };
  }
  try {
    return viewOf(await bytesOf(storage), { name, shape, dtype }, { offset, strides }, bigEndian);
  } catch (error) {
    return { entry: { name, unsupported: oneLine(`pytorch: ${(error as Error).message}`, 300) } };
  }
}

/** A small file must not cause unlimited work. */
function requireFairShare(tensors: readonly TorchTensor[]): void {
  const counts = new Map(tensors.map(({ storage }) => [storage.key, storage.count]));
  const stored = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const used = tensors.reduce((sum, { shape }) => sum + entryCount(shape), 0);
  if (used <= MOST_SHARING * Math.max(1, stored)) return;
  throw new Error(`pytorch: tensors must not share entries ${MOST_SHARING} times over, got ${used} of ${stored}`);
}
