/** The roots of one that the single-precision transform multiplies by, laid out as assembly/parts/ reads them. */
/** As in assembly/parts/: the longest part that is split into quarters, and the length of a short table. */
const LONGEST = 2 ** 16;
const FINE = 256;
/** Lengths of the parts that are split into thirds or halves. */
function stepsOf(length) {
    if (length % 3 === 0)
        return [length, ...stepsOf(length / 3)];
    return length > LONGEST || Math.log2(length) % 2 === 1 ? [length, ...stepsOf(length / 2)] : [];
}
/** Steps of a transform of this length, those by four among them. */
export function stepCount(length) {
    if (length % 3 === 0)
        return 1 + stepCount(length / 3);
    const halvings = stepsOf(length).length;
    return halvings + (Math.log2(length) - halvings) / 2;
}
/** exp(-2 pi i k / unit) for k = 0, step, 2 step, ...: real parts, then imaginary ones. */
function rootsOf(unit, count, step = 1) {
    const angles = Array.from({ length: count }, (_, k) => (-2 * Math.PI * ((k * step) % unit)) / unit);
    return [angles.map(Math.cos), angles.map(Math.sin)];
}
/** To half of the unit. */
function twoTables(unit) {
    const [fineRe, fineIm] = rootsOf(unit, FINE);
    const [coarseRe, coarseIm] = rootsOf(unit, Math.floor(unit / 2 / FINE) + 1, FINE);
    return Float32Array.from([...fineRe, ...fineIm, ...coarseRe.flatMap((re, k) => [re, coarseIm[k]])]);
}
function levelTable() {
    const parts = [];
    for (let length = 16; length <= LONGEST; length *= 4)
        parts.push(...rootsOf(length, length / 4));
    return Float32Array.from(parts.flat());
}
let levels;
/** For transforms of `size` points and of half of them, from the address `at` on. */
export function fourierTables(size, at) {
    const parts = [];
    let end = at;
    const put = (data) => {
        parts.push(new Uint32Array(data.buffer));
        end += data.byteLength;
        return end - data.byteLength;
    };
    levels ??= levelTable();
    const placed = new Map();
    const table = (unit) => {
        if (!placed.has(unit))
            placed.set(unit, put(twoTables(unit)));
        return placed.get(unit);
    };
    const addresses = {
        levels: put(levels),
        turning: table(4 * size),
        whole: table(size),
        steps: put(Uint32Array.from(stepsOf(size).map(table))),
        halfSteps: put(Uint32Array.from(stepsOf(size / 2).map(table))),
    };
    const words = new Uint32Array((end - at) / 4);
    let to = 0;
    for (const part of parts) {
        words.set(part, to);
        to += part.length;
    }
    return { ...addresses, words };
}
