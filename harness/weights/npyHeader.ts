/** The header of NumPy's .npy files, versions 1 to 3 (NumPy Enhancement Proposal 1; numpy.lib.format). */
import { type Dtype, itemSize } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import { entryCount } from "./tensor.js";

export interface NpyHeader {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Whether the first axis is the fastest in storage. */
  readonly fortran: boolean;
  readonly bigEndian: boolean;
  /** The position of the values, and their length in bytes. */
  readonly dataOffset: number;
  readonly byteLength: number;
}

export const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);
const LONGEST_HEADER = 65_536;
/** The most bytes of a header with all that precedes it. */
export const MOST_HEADER_BYTES = LONGEST_HEADER + 12;

/** Dtypes by the code after the byte order. ml_dtypes, as JAX uses it, saves bfloat16 as two opaque bytes. */
const dtypeOf: Readonly<Record<string, Dtype>> = { f8: "float64", f4: "float32", f2: "float16", V2: "bfloat16" };
const FLOAT = /^(?:[<>]f[248]|[<|]V2)$/;

/** NumPy's integers and booleans, in any byte order. */
const INTEGERS = /^[<>|=](?:[iu][1248]|b1)$/;

/** A tensor of integers: not a weight, and not a fault of the file. */
export class IntegersError extends Error {}

/** Reads the header at the beginning of `bytes`; undefined if it needs more bytes. Throws an Error of one line. */
export function readNpyHeader(bytes: Uint8Array): NpyHeader | undefined {
  if (NPY_MAGIC.some((byte, at) => at < bytes.length && bytes[at] !== byte)) {
    throw new Error("npy: must begin with \\x93NUMPY, got other bytes");
  }
  if (bytes.length < 7) return undefined;
  const major = bytes[6]!;
  if (major < 1 || major > 3) throw new Error(`npy: must be version 1, 2 or 3, got ${major}`);
  const prefix = major === 1 ? 10 : 12;
  if (bytes.length < prefix) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, prefix);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) throw new Error(`npy: header must have at most ${LONGEST_HEADER} bytes, got ${length}`);
  const dataOffset = prefix + length;
  if (bytes.length < dataOffset) return undefined;
  const text = new TextDecoder("latin1").decode(bytes.subarray(prefix, dataOffset));
  const { descr, fortran, shape } = parseDictionary(text);
  const dtype = FLOAT.test(descr) ? dtypeOf[descr.slice(1)] : undefined;
  if (dtype === undefined) {
    const fault = `npy: dtype must be f8, f4, f2 or V2 (bfloat16), got ${oneLine(descr, 40)}`;
    throw INTEGERS.test(descr) ? new IntegersError(fault) : new Error(fault);
  }
  const byteLength = entryCount(shape) * itemSize(dtype);
  if (!Number.isSafeInteger(byteLength)) {
    throw new Error(`npy: must have fewer than 2^53 bytes, got shape ${shape.join("x")}`);
  }
  return { dtype, shape, fortran, bigEndian: descr.startsWith(">"), dataOffset, byteLength };
}

interface Dictionary {
  readonly descr: string;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** The dictionary literal that NumPy writes: three keys in any order; nothing is evaluated. */
function parseDictionary(text: string): Dictionary {
  const take = tokens(text);
  const seen = new Map<string, string>();
  take(/\{/y, "{");
  while (seen.size < 3) {
    const key = take(/'(?:descr|fortran_order|shape)'|"(?:descr|fortran_order|shape)"/y, "a key").slice(1, -1);
    if (seen.has(key)) throw new Error(`npy: header must have ${key} once, got it twice`);
    take(/:/y, ":");
    seen.set(key, take(values[key]!, key));
    if (seen.size < 3) take(/,/y, ",");
  }
  take(/,?\s*\}\s*$/y, "} and then blanks only");
  return {
    descr: seen.get("descr")!.slice(1, -1),
    fortran: seen.get("fortran_order") === "True",
    shape: tupleOf(seen.get("shape")!),
  };
}

/** Python's tuple of integers: a comma ends every item, and is optional after the last of several. */
function tupleOf(text: string): readonly number[] {
  const items = text
    .slice(1, -1)
    .split(",")
    .map((item) => item.trim());
  const last = items.pop()!;
  // "(3)" is a number in brackets, not a tuple: the empty item is refused below.
  if (last !== "") items.push(items.length > 0 ? last : "");
  if (!items.every((item) => /^\d{1,16}L?$/.test(item))) {
    throw new Error(`npy: header must have shape, got "${oneLine(text, 40)}"`);
  }
  return items.map((item) => Number(item.replace("L", "")));
}

/**
 * Values as Python prints them: a plain string, a bool, a candidate for a tuple of integers (`(3,)`, `(3, 4)`, Python 2's
 * `(3L,)`). No pattern has a repetition within a repetition, so that reading takes time proportional to the length of the header.
 */
const values: Readonly<Record<string, RegExp>> = {
  descr: /'[^'\\]*'|"[^"\\]*"/y,
  fortran_order: /True|False/y,
  shape: /\([\d\s,L]*\)/y,
};

function tokens(text: string): (pattern: RegExp, what: string) => string {
  let at = 0;
  return (pattern, what) => {
    at += /^\s*/.exec(text.slice(at))![0].length;
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0];
    if (token === undefined) throw new Error(`npy: header must have ${what}, got "${oneLine(text.slice(at), 40)}"`);
    at += token.length;
    return token;
  };
}
