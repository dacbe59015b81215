/**
 * Quantized weights whose scales are stored beside them, converted to numbers. They lie on few levels, so that no law
 * can be judged on them; their scale can be read.
 */
import type { Values } from "./codec.js";
import { oneLine } from "./oneLine.js";
import type { RandomFile } from "./randomFile.js";
import { entryCount } from "./tensor.js";
import type { ReadableEntry, StoredTensor } from "./weights.js";

/** What a stored word means before it is scaled, and its bytes. */
interface WordKind {
  readonly bytes: number;
  readonly at: (view: DataView, byte: number) => number;
}

const WORDS = {
  uint8: { bytes: 1, at: (view, byte) => view.getUint8(byte) },
  uint16: { bytes: 2, at: (view, byte) => view.getUint16(byte, true) },
  int8: { bytes: 1, at: (view, byte) => view.getInt8(byte) },
  float8_e4m3: { bytes: 1, at: (view, byte) => e4m3Of(view.getUint8(byte)) },
  float8_e5m2: { bytes: 1, at: (view, byte) => e5m2Of(view.getUint8(byte)) },
} as const satisfies Readonly<Record<string, WordKind>>;

export type QuantizedType = keyof typeof WORDS;

export const isQuantizedType = (name: string): name is QuantizedType => Object.hasOwn(WORDS, name);

/** The affine map of entry k: its scale, and what is added. */
export type ScaleAt = (k: number) => { readonly scale: number; readonly offset: number };

const PIECE = 2 ** 20;

/** A tensor of words from `begin` on. `scales` is called once, when the values are read. Throws an Error of one line as `storedAt` does. */
export function dequantizedAt(
  file: Pick<RandomFile, "read" | "size">,
  { name, shape }: Pick<ReadableEntry, "name" | "shape">,
  { type, begin, byteLength }: { readonly type: QuantizedType; readonly begin: number; readonly byteLength: number },
  scales: () => Promise<ScaleAt>,
): StoredTensor {
  const { bytes, at }: WordKind = WORDS[type];
  const count = entryCount(shape);
  if (count * bytes !== byteLength || !(begin >= 0 && begin + byteLength <= file.size)) {
    throw new Error(
      `${oneLine(JSON.stringify(name), 60)} must have the ${count * bytes} bytes of its shape, got ${byteLength}`,
    );
  }
  async function* pieces(): AsyncGenerator<Values> {
    const scaleAt = await scales();
    for (let from = 0; from < count; from += PIECE) {
      const read = await file.read(begin + from * bytes, Math.min(PIECE, count - from) * bytes);
      const view = new DataView(read.buffer, read.byteOffset, read.byteLength);
      yield Float32Array.from({ length: read.byteLength / bytes }, (_, k) => {
        const { scale, offset } = scaleAt(from + k);
        const value = at(view, k * bytes) * scale;
        return offset === 0 ? value : value + offset; // -0 stays -0
      });
    }
  }
  return { entry: { name, shape, dtype: "float32", quantized: type }, pieces };
}

/**
 * The scales of a matrix as a second tensor has them: one for all entries, one a row, or one for each square block of 128 (DeepSeek-V3's
 * `weight_scale_inv`). Undefined if its shape says none of these.
 */
export function scalesOf(shape: readonly number[], by: readonly number[], values: Values): ScaleAt | undefined {
  const [rows = 1, ...rest] = shape;
  const columns = rest.reduce((product, d) => product * d, 1);
  const count = entryCount(by);
  const scaled = (k: number) => ({ scale: values[k]!, offset: 0 });
  if (count === 1) return () => scaled(0);
  if (count === rows && by[0] === rows) return (k) => scaled(Math.floor(k / columns));
  const [down, across] = [rows, columns].map((size) => Math.ceil(size / BLOCK)) as [number, number];
  if (shape.length !== 2 || by.length !== 2 || by[0] !== down || by[1] !== across) return undefined;
  return (k) => scaled(Math.floor(k / columns / BLOCK) * across + Math.floor((k % columns) / BLOCK));
}

const BLOCK = 128;

/** The value of 8 bits: sign, 4 of exponent with bias 7, 3 of fraction; no infinities (Micikevicius et al. 2022, arXiv:2209.05433). */
function e4m3Of(word: number): number {
  const [exponent, fraction] = [(word >> 3) & 15, word & 7];
  if (exponent === 15 && fraction === 7) return Number.NaN;
  const sign = word & 0x80 ? -1 : 1;
  return sign * (exponent === 0 ? fraction * 2 ** -9 : (8 + fraction) * 2 ** (exponent - 10));
}

/** The value of 8 bits: sign, 5 of exponent with bias 15, 2 of fraction; the upper half of a float16. */
function e5m2Of(word: number): number {
  const [exponent, fraction] = [(word >> 2) & 31, word & 3];
  const sign = word & 0x80 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -16 : (4 + fraction) * 2 ** (exponent - 17));
}
