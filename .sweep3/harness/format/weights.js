import { oneLine } from "./oneLine.js";
import { entryCount, fromFortran } from "./tensor.js";
export const TORCH_LAYOUTS = "o,oi,oiw,oihw,oidhw";
export const KERAS_LAYOUTS = "o,io,wio,hwio,dhwio";
/** `format` begins every message. Throws an Error of one line where two tensors have one name. */
export function weightsOf(format, stored, about) {
    const byName = new Map();
    for (const one of stored) {
        const { name } = one.entry;
        if (byName.has(name))
            throw new Error(`${format}: must name every tensor once, got ${oneLine(name)} twice`);
        byName.set(name, one);
    }
    const readable = (name) => {
        const one = byName.get(name);
        if (one === undefined)
            throw new Error(`${format}: must hold the tensor asked for, got no ${oneLine(name)}`);
        if (!("pieces" in one))
            throw new Error(one.entry.unsupported);
        return one;
    };
    return {
        entries: stored.map(({ entry }) => withAdvice(entry)),
        notes: [],
        ...about,
        load: async (name) => {
            const { entry, pieces } = readable(name);
            return assembled(entry, pieces());
        },
        pieces: async function* (name) {
            yield* readable(name).pieces();
        },
    };
}
/** Names of weights, also of packed ones: `layer.qweight`, `fc.weight_packed`, `dense/kernel`. */
const WEIGHT = /(?:weight|kernel)(?:_packed|_quantized)?(?::0)?$/i;
/** Integers in the place of a weight are a quantized weight, and no count: what they stand for can not be judged. */
function withAdvice(entry) {
    if (entry.unsupported === undefined || entry.integers !== true || !WEIGHT.test(entry.name))
        return entry;
    const { integers: _, ...rest } = entry;
    return { ...rest, unsupported: `${entry.unsupported}, ${QUANTIZED}` };
}
/** What a message says of a dtype that is no float of IEEE's. */
export const QUANTIZED = "a quantized weight: audit the weights that it was made from";
/** All pieces in C order. */
async function assembled({ shape, dtype, fortran }, pieces) {
    const count = entryCount(shape);
    const stored = dtype === "float64" ? new Float64Array(count) : new Float32Array(count);
    let at = 0;
    for await (const piece of pieces) {
        stored.set(piece, at);
        at += piece.length;
    }
    return { shape, dtype, data: fortran ? fromFortran(shape, stored) : stored };
}
