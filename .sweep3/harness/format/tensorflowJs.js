/** Weights of a TensorFlow.js model: model.json lists them in groups; each group is its shards, one behind the other. */
import { isDtype } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import { storedAt } from "./pieces.js";
import { joinedBytes } from "./randomFile.js";
import { inFile } from "./several.js";
import { MOST_FILES } from "./shardIndex.js";
import { entryCount } from "./tensor.js";
import { KERAS_LAYOUTS, weightsOf } from "./weights.js";
export const tensorflowJsFormat = { key: "weightsManifest", open: openTensorflowJs };
/** Bytes of one entry as it is stored: tfjs keeps booleans in one byte and knows no other integers. */
const STORED_BYTES = {
    float32: 4,
    int32: 4,
    bool: 1,
    complex64: 8,
    uint8: 1,
    uint16: 2,
    float16: 2,
};
async function openTensorflowJs(object, place, close) {
    const files = new Map();
    const closeFiles = async () => {
        for (const file of files.values())
            await file.close();
    };
    try {
        const stored = [];
        for (const { paths, weights } of groupsIn(object)) {
            const shards = [];
            for (const path of paths) {
                // Two groups of one shard would let a small model name endless weights.
                if (files.has(path))
                    throw new Error(`tfjs: must name every shard once, got ${oneLine(path)} twice`);
                if (files.size >= MOST_FILES)
                    throw new Error(`tfjs: must have at most ${MOST_FILES} shards, got more`);
                const file = await place.fileBeside(path).catch((error) => {
                    throw inFile(path, error);
                });
                files.set(path, file);
                shards.push(file);
            }
            stored.push(...storedIn(joinedBytes(shards), weights));
        }
        return weightsOf("tfjs", stored, { layouts: KERAS_LAYOUTS, close: () => closeFiles().then(close) });
    }
    catch (error) {
        await closeFiles();
        throw error;
    }
}
function groupsIn({ weightsManifest: manifest }) {
    const groups = Array.isArray(manifest) ? manifest : [];
    return groups.map((group) => {
        const { paths, weights } = isObject(group) ? group : {};
        if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) {
            throw new Error("tfjs: weightsManifest must have paths, got a group without");
        }
        if (!Array.isArray(weights) || !weights.every(isObject)) {
            throw new Error("tfjs: weightsManifest must have weights, got a group without");
        }
        return { paths, weights };
    });
}
function storedIn(bytes, weights) {
    let at = 0;
    const stored = weights.map(({ name, shape, dtype, quantization }) => {
        const known = isObject(quantization) ? quantization["dtype"] : dtype;
        const size = typeof known === "string" && Object.hasOwn(STORED_BYTES, known) ? STORED_BYTES[known] : undefined;
        if (typeof name !== "string" || !Array.isArray(shape) || typeof dtype !== "string") {
            throw new Error("tfjs: a weight must have a name, a shape and a dtype, got one without");
        }
        // Strings have no fixed length: where the next weight begins nobody knows.
        if (size === undefined)
            throw new Error(`tfjs: dtype must have a size, got ${oneLine(String(known), 40)}`);
        const begin = at;
        const byteLength = entryCount(shape) * size;
        at += byteLength;
        const label = isObject(quantization) ? `${dtype} quantized to ${known}` : dtype;
        if (typeof known === "string" && isDtype(known) && dtype === "float32") {
            return storedAt(bytes, { name, shape, dtype: known }, { begin, byteLength });
        }
        const unsupported = `tfjs: dtype must be float32 or float16, got ${oneLine(label, 60)}`;
        return { entry: { name, unsupported, ...(/^(?:int32|bool)$/.test(dtype) ? { integers: true } : {}) } };
    });
    if (at !== bytes.size)
        throw new Error(`tfjs: shards must have the ${at} bytes of their weights, got ${bytes.size}`);
    return stored;
}
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
