/** Weights drawn by several threads. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fill, ruleOf, shapeOfSpec, tensorStream } from "./initializer.js";
import { sampleInto } from "./law/index.js";
import { PIECE, shareOf } from "./law/share.js";
import { openPool } from "./pool.js";
/** Built, or seen from the sources. */
const PLACES = ["./law/share.js", "../dist/harness/law/share.js"];
const SHARE = PLACES.map((place) => new URL(place, import.meta.url)).find(existsSync);
/** Threads start once, wait for more, and do not keep the program from ending. */
const pools = new Map();
function poolOf(threads) {
    const pool = pools.get(threads) ?? openPool(SHARE, threads, "drawShare");
    pools.set(threads, pool);
    return pool;
}
/**
 * As `sampleInto` from entry 0 on, by so many threads; `out` must lie in shared memory. Less than a piece a thread, and a law
 * whose draws no kernel knows, are drawn here.
 */
export async function sampleAsync(law, stream, out, threads) {
    const useful = Math.min(threads, Math.ceil(out.length / PIECE));
    const share = useful > 1 && SHARE !== undefined ? shareOf(law, stream, out) : undefined;
    if (share === undefined)
        return sampleInto(law, stream, out);
    await Promise.all(Array.from({ length: useful }, () => poolOf(threads).run(share)));
}
/**
 * The weight that `fill` makes, byte for byte, drawn by `threads` worker threads (default: the available cores) while the
 * caller's goes on. Its memory is then a SharedArrayBuffer; `slice()` makes a copy for APIs that refuse one. The threads start
 * with the first call, which takes some 50 ms, and wait for the next: it pays from some millions of entries on. With one thread, and
 * for what is not drawn entry by entry (orthogonal, sparse and exact weights), the caller's own thread makes the weight.
 *
 * @throws RangeError as `fill`; also unless `threads` is a positive integer
 */
export async function fillAsync(initializer, { threads = availableParallelism(), ...spec }) {
    if (!(Number.isSafeInteger(threads) && threads > 0)) {
        throw new RangeError(`threads: must be a positive integer, got ${threads}`);
    }
    const shape = shapeOfSpec(spec);
    const rule = ruleOf(initializer, spec.params);
    if (threads === 1 || rule.drawnFrom === undefined)
        return fill(initializer, spec);
    rule.expect(shape);
    const out = new Float32Array(new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * shape.size));
    await sampleAsync(rule.drawnFrom(shape), tensorStream(spec.seed), out, threads);
    return out;
}
