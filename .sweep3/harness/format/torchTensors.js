/** The tensors of an object saved by torch.save, on the storages that hold their values. */
import { oneLine } from "./oneLine.js";
import { viewOf } from "./strided.js";
import { entryCount } from "./tensor.js";
import { isTorchFloat, isTorchInteger, torchItemSize, } from "./torchTree.js";
import { QUANTIZED, TORCH_LAYOUTS, weightsOf } from "./weights.js";
/** Entries of all tensors for each entry of the storages: some are views of one another, not thousands of one. */
const MOST_SHARING = 64;
/** Throws an Error of one line; what is wrong with one tensor is told of that one only. */
export async function torchWeights({ tensors, refused, notes }, bytesOf, { bigEndian, close }) {
    const known = new Map();
    const bytesOnce = (storage) => {
        const key = `${storage.dtype} ${storage.count} ${storage.key}`;
        const bytes = known.get(key) ?? bytesOf(storage, storage.count * torchItemSize[storage.dtype]);
        known.set(key, bytes);
        return bytes;
    };
    const stored = refused.map((entry) => ({ entry }));
    for (const tensor of tensors)
        stored.push(await storedTensor(tensor, bytesOnce, bigEndian));
    requireFairShare(tensors);
    return weightsOf("pytorch", stored, {
        layouts: TORCH_LAYOUTS,
        notes: notes.map((note) => `left out, being ${note}`),
        close,
    });
}
async function storedTensor({ name, storage, dtype, offset, shape, strides }, bytesOf, bigEndian) {
    if (!isTorchFloat(dtype)) {
        const unsupported = `pytorch: dtype must be float64, float32, float16 or bfloat16, got ${oneLine(dtype, 40)}${/^(?:float[468]_|q)/.test(dtype) ? `, ${QUANTIZED}` : ""}`;
        return { entry: { name, unsupported, ...(isTorchInteger(dtype) ? { integers: true } : {}) } };
    }
    try {
        return viewOf(await bytesOf(storage), { name, shape, dtype }, { offset, strides }, bigEndian);
    }
    catch (error) {
        return { entry: { name, unsupported: oneLine(`pytorch: ${error.message}`, 300) } };
    }
}
/** A small file must not make endless work. */
function requireFairShare(tensors) {
    const counts = new Map(tensors.map(({ storage }) => [storage.key, storage.count]));
    const stored = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const used = tensors.reduce((sum, { shape }) => sum + entryCount(shape), 0);
    if (used <= MOST_SHARING * Math.max(1, stored))
        return;
    throw new Error(`pytorch: tensors must not share entries ${MOST_SHARING} times over, got ${used} of ${stored}`);
}
