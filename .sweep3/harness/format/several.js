/** One model of several files: their tensors together. */
import { oneLine } from "./oneLine.js";
/** Throws an Error of one line where two files hold tensors of one name. */
export function modelOf(parts, notes = []) {
    const holders = new Map();
    const entries = [];
    for (const part of parts) {
        for (const entry of part.weights.entries) {
            const holder = holders.get(entry.name);
            if (holder !== undefined) {
                const got = `${oneLine(entry.name)} in ${oneLine(holder.name)} and in ${oneLine(part.name)}`;
                throw new Error(`a model must name every tensor once, got ${got}`);
            }
            holders.set(entry.name, part);
            entries.push({ ...entry, file: part.path });
        }
    }
    const holderOf = (name) => {
        const holder = holders.get(name);
        if (holder === undefined)
            throw new Error(`a model must hold the tensor asked for, got no ${oneLine(name)}`);
        return holder;
    };
    return {
        entries,
        layouts: parts.find(({ weights }) => weights.layouts !== "")?.weights.layouts ?? "",
        notes: [
            ...notes,
            ...parts.flatMap(({ name, weights }) => weights.notes.map((note) => `${oneLine(name)}: ${note}`)),
        ],
        load: async (name) => {
            const { name: file, weights } = holderOf(name);
            return weights.load(name).catch((error) => {
                throw inFile(file, error);
            });
        },
        pieces: async function* (name) {
            const { name: file, weights } = holderOf(name);
            try {
                yield* weights.pieces(name);
            }
            catch (error) {
                throw inFile(file, error);
            }
        },
        close: () => closeAll(parts),
    };
}
export async function closeAll(parts) {
    for (const { weights } of parts)
        await weights.close();
}
export const inFile = (name, error) => {
    const code = error.code;
    return new Error(`${oneLine(name)}: ${code === undefined ? error.message : `must be a readable file, got ${code}`}`);
};
