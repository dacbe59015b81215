/** The roots of unity for the single-precision transform, in the layout that assembly/parts/ reads. */

export interface FourierTables {
  /** The address of the roots for the steps by four. */
  readonly levels: number;
  /** The address of the roots that rotate the entries. */
  readonly turning: number;
  /** The address of the roots that untangle a transform of half the size. */
  readonly whole: number;
  /**
   * The address of the lists of table addresses for the steps by three and two, for a transform of the size and of half
   * of it.
   */
  readonly steps: number;
  readonly halfSteps: number;
  /** The content, from the first of these addresses on. */
  readonly words: Uint32Array;
}

/** As in assembly/parts/: the longest part that is split into quarters, and the length of a short table. */
const LONGEST = 2 ** 16;
const FINE = 256;

/** Lengths of the parts that are split into thirds or halves. */
function stepsOf(length: number): readonly number[] {
  if (length % 3 === 0) return [length, ...stepsOf(length / 3)];
  return length > LONGEST || Math.log2(length) % 2 === 1 ? [length, ...stepsOf(length / 2)] : [];
}

/** The number of steps of a transform of this length, including those by four. */
export function stepCount(length: number): number {
  if (length % 3 === 0) return 1 + stepCount(length / 3);
  const halvings = stepsOf(length).length;
  return halvings + (Math.log2(length) - halvings) / 2;
}

/** exp(-2 pi i k / unit) for k = 0, step, 2 step, ...: real parts, then imaginary ones. */
function rootsOf(unit: number, count: number, step = 1): readonly [number[], number[]] {
  const angles = Array.from({ length: count }, (_, k) => (-2 * Math.PI * ((k * step) % unit)) / unit);
  return [angles.map(Math.cos), angles.map(Math.sin)];
}

/** The roots up to half of the unit circle, in two tables. */
function twoTables(unit: number): Float32Array {
  const [fineRe, fineIm] = rootsOf(unit, FINE);
  const [coarseRe, coarseIm] = rootsOf(unit, Math.floor(unit / 2 / FINE) + 1, FINE);
  return Float32Array.from([...fineRe, ...fineIm, ...coarseRe.flatMap((re, k) => [re, coarseIm[k]!])]);
}

function levelTable(): Float32Array {
  const parts: number[][] = [];
  for (let length = 16; length <= LONGEST; length *= 4) parts.push(...rootsOf(length, length / 4));
  return Float32Array.from(parts.flat());
}

let levels: Float32Array | undefined;

/** Tables for transforms of `size` points and of half of them, from the address `at` on. */
export function fourierTables(size: number, at: number): FourierTables {
  const parts: Uint32Array[] = [];
  let end = at;
  const put = (data: Float32Array | Uint32Array): number => {
    parts.push(new Uint32Array(data.buffer));
    end += data.byteLength;
    return end - data.byteLength;
  };
  levels ??= levelTable();
  const placed = new Map<number, number>();
  const table = (unit: number): number => {
    if (!placed.has(unit)) placed.set(unit, put(twoTables(unit)));
    return placed.get(unit)!;
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
