/** Tensors that must be equal, within a model and over the ranks that hold copies of it, and those that must not. */
import { basename, resolve } from "node:path";
import { matches } from "../pattern.js";
import { difference } from "./tied.js";
/** Throws a RangeError of one line where a rank's file is not audited. */
export function companies(files, replicated) {
    const rank = (list) => replicated.find((one) => one.files.some((file) => resolve(file) === resolve(list[0]?.file ?? "")));
    const alone = files.filter((list) => rank(list) === undefined);
    return [
        ...alone.map((places) => ({ places, equal: [], areRanks: false })),
        ...replicated.map((one) => {
            const own = files.filter((list) => rank(list) === one);
            if (own.length < one.files.length) {
                throw new RangeError(`replicated: every one of its files must be audited, got ${own.length} of ${one.files.length}`);
            }
            const equal = own[0]
                .filter(({ tensor }) => one.names.some((pattern) => matches(pattern, tensor)))
                .map(({ tensor }) => ({ names: own.map((list) => inFile(list[0].file, tensor)) }));
            return { places: own.flat(), equal, areRanks: true };
        }),
    ];
}
const inFile = (file, name) => `${basename(file)}:${name}`;
/** The tensor under the name that comparisons tell it by: of several ranks' the file comes first. */
export function nameIn({ file, entry }, areRanks) {
    const readable = entry;
    return areRanks ? { ...readable, name: inFile(file, readable.name) } : readable;
}
export const asReplicated = (diagnosis) => ({ ...diagnosis, mistake: "replicated" });
export const storedIn = (file, weights) => weights.entries.flatMap((entry) => entry.unsupported === undefined ? [{ file: entry.file ?? file, weights, entry }] : []);
export async function untied(tied, stored) {
    const found = [];
    for (const { names } of tied) {
        const [first, ...others] = stored.filter(({ entry }) => names.some((pattern) => matches(pattern, entry.name)));
        for (const other of others)
            found.push(...(await unequal("untied", first, other)));
    }
    return found;
}
export async function unreplicated(replicated, stored) {
    const found = [];
    for (const { files, names } of replicated) {
        const [first, ...others] = files.map((file) => stored.filter((one) => resolve(one.file) === resolve(file)));
        const copied = first.filter(({ entry }) => names.some((pattern) => matches(pattern, entry.name)));
        for (const pattern of names) {
            if (copied.some(({ entry }) => matches(pattern, entry.name)))
                continue;
            throw new RangeError(`replicated: every name must match a tensor of ${files[0]}, got none for ${pattern}`);
        }
        for (const one of copied) {
            for (const rank of others) {
                const twin = rank.find(({ entry }) => entry.name === one.entry.name);
                if (twin !== undefined)
                    found.push(...(await unequal("not-replicated", one, twin)));
                else
                    found.push({ ...placeOf(one), diagnosis: diagnosisOf("not-replicated", "it is not in every file") });
            }
        }
    }
    return found;
}
const placeOf = ({ file, entry }) => ({ file, tensor: entry.name });
const diagnosisOf = (mistake, evidence) => ({ mistake, evidence, alsoFits: [] });
async function unequal(mistake, one, other) {
    const evidence = await difference(one, other);
    const where = one.file === other.file ? "" : ` in ${basename(one.file)}`;
    return evidence === undefined ? [] : [{ ...placeOf(other), diagnosis: diagnosisOf(mistake, `${evidence}${where}`) }];
}
/** The rows with those failed that are not equal to what they should be. */
export function failedBy(rows, unequals) {
    const failed = [...rows];
    for (const { file, tensor, diagnosis } of unequals) {
        const at = failed.findIndex((row) => row.file === file && (row.tensor === tensor || row.tensor.startsWith(`${tensor}[`)));
        if (at >= 0)
            failed[at] = { ...failed[at], verdict: "fail", diagnosis, note: "held against the tensors it should equal" };
    }
    return failed;
}
