/** The transform in single precision: every lag's product within its bound of the plain one in double precision. */
import { expect, test } from "vitest";
import {
  autoProducts,
  type CorrelationRoom,
  crossProducts,
  openRoom,
  type Products,
  transform,
} from "../../harness/kernel/correlation.js";
import { relativeError } from "../../harness/kernel/strongLags.js";
import { correlate } from "../../harness/numeric/correlate.js";
import { draws } from "../check/statistic/data.js";

/** Every plan: 2^k and 3 2^k, with quarters only, and with one or two halvings before. */
const LENGTHS = [4096, 5461, 5462, 10_922, 10_923, 21_845, 43_691, 87_381, 87_382, 174_763, 262_144, 349_525, 524_288];

const norm = (x: Float64Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));
const scaleOf = (x: Float64Array): number =>
  2 ** -Math.ceil(Math.log2(x.reduce((a, v) => Math.max(a, Math.abs(v)), 0)));

/** The largest error over the lags from 0 (or -n/2) to n/2, as a share of the norms' product, and the bound on it. */
function errors(a: Float64Array, b: Float64Array): { readonly worst: number; readonly bound: number } {
  const [n, most, auto] = [a.length, a.length >> 1, a === b];
  const room = openRoom(n, 0) as CorrelationRoom;
  transform(room, a, room.left);
  if (!auto) transform(room, b, room.right);
  const { size, factor, norm: all }: Products = auto ? autoProducts(room) : crossProducts(room);
  const { buffer } = room.module.memory;
  const [re, im] = [room.left.re, room.left.im].map((at) => new Float32Array(buffer, at, size)) as [
    Float32Array,
    Float32Array,
  ];
  const unit = factor * scaleOf(a) * scaleOf(b);
  const right = correlate(a, b);
  let worst = 0;
  const meet = (lag: number, found: number): void => {
    worst = Math.max(worst, Math.abs(found / unit - right[most + lag]!));
  };
  for (let j = 0; j < Math.min(size, most + 1); j++) meet(j, re[j]!);
  for (let j = Math.max(1, room.size - most); j < size; j++) meet(j - room.size, im[j]!);
  const norms = norm(a) * norm(b);
  return { worst: worst / norms, bound: relativeError(room.size) * (2 + (1.1 * all) / unit / norms) };
}

test.each(LENGTHS)("%d entries", (n) => {
  const [a, b] = [Float64Array.from(draws("normal", n, 1)), Float64Array.from(draws("normal", n, 2))];
  const samples = n > 50_000 ? [a] : [a, a.map((x) => x + 2), a.map((x, i) => (i === 5 ? 1e4 : x))];
  for (const one of samples) {
    for (const other of [one, b]) {
      const { worst, bound } = errors(one, other);
      expect(worst).toBeLessThan(bound);
      expect(worst).toBeGreaterThan(0);
      expect(bound).toBeLessThan(1e-2);
    }
  }
});
