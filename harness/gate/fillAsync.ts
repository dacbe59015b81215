/** Weights drawn by several threads. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { fill, type Initializer, ruleOf, shapeOfSpec, tensorStream, type WeightSpec } from "../contract/initializer.js";
import { type Law, sampleInto } from "../contract/law/index.js";
import { PIECE, type Share, shareOf } from "../contract/law/share.js";
import { packageFile } from "../machine/packageFile.js";
import { openPool, type Pool } from "../machine/pool.js";
import type { Stream } from "../random/index.js";

/** Threads run built files. */
const SHARE = packageFile("dist/harness/contract/law/share.js");

/** Threads start once, wait for more work, and do not keep the program alive. */
const pools = new Map<number, Pool<Share, void>>();

function poolOf(threads: number): Pool<Share, void> {
  const pool = pools.get(threads) ?? openPool<Share, void>(pathToFileURL(SHARE), threads, { task: "drawShare" });
  pools.set(threads, pool);
  return pool;
}

/**
 * The same as `sampleInto` from entry 0 on, with up to `threads` threads; `out` must lie in shared memory. Small
 * weights, and laws without a kernel, are drawn in this thread.
 */
export async function sampleAsync(law: Law, stream: Stream, out: Float32Array, threads: number): Promise<void> {
  const useful = Math.min(threads, Math.ceil(out.length / PIECE));
  const share = useful > 1 && existsSync(SHARE) ? shareOf(law, stream, out) : undefined;
  if (share === undefined) return sampleInto(law, stream, out);
  await Promise.all(Array.from({ length: useful }, () => poolOf(threads).run(share)));
}

/**
 * The weight that `fill` makes, byte for byte, drawn by `threads` worker threads (default: the available cores) while the
 * caller's thread goes on. Its memory is then a SharedArrayBuffer; `slice()` makes a copy for APIs that refuse one. The first
 * call starts the threads, which takes about 50 ms; they wait for later calls, so this pays from some millions of entries on.
 * With one thread, and for weights that are not drawn entry by entry (orthogonal, sparse and exact), the caller's thread makes
 * the weight.
 *
 * @throws RangeError as `fill`; also unless `threads` is a positive integer
 */
export async function fillAsync(
  initializer: Initializer,
  { threads = availableParallelism(), ...spec }: WeightSpec & { readonly seed?: number; readonly threads?: number },
): Promise<Float32Array> {
  if (!(Number.isSafeInteger(threads) && threads > 0)) {
    throw new RangeError(`threads: must be a positive integer, got ${threads}`);
  }
  const shape = shapeOfSpec(spec);
  const rule = ruleOf(initializer, spec.params);
  if (threads === 1 || rule.drawnFrom === undefined) return fill(initializer, spec);
  rule.expect(shape);
  const out = new Float32Array(new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * shape.size));
  await sampleAsync(rule.drawnFrom(shape), tensorStream(spec.seed), out, threads);
  return out;
}
