import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeValues, encodeValues } from "../../harness/weights/codec.js";
import {
  type Dtype,
  dtypes,
  itemSize,
  largest,
  nextUp,
  roundingInterval,
  roundTo,
} from "../../harness/weights/dtype.js";

const small = ["float16", "bfloat16"] as const;

/** Every finite value of a 16-bit dtype in ascending order, from its bits alone (IEEE 754: sign, exponent, fraction). */
function finiteValues(dtype: (typeof small)[number]): number[] {
  const [fractionBits, bias] = dtype === "float16" ? [10, 15] : [7, 127];
  const positive = Array.from({ length: 0x8000 }, (_, word) => {
    const exponent = word >> fractionBits;
    const fraction = (word & (2 ** fractionBits - 1)) / 2 ** fractionBits;
    return exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  }).slice(0, dtype === "float16" ? 0x7c00 : 0x7f80);
  return [...positive.slice(1).map((x) => -x), ...positive].sort((a, b) => a - b);
}

const bytesOf = (words: Uint16Array): Uint8Array => new Uint8Array(words.buffer);
const doubles = fc.oneof(
  fc.double({ noNaN: true }),
  fc.double({ noNaN: true, min: -70_000, max: 70_000 }),
  fc.double({ noNaN: true, min: -1e-6, max: 1e-6 }),
  fc.tuple(fc.integer({ min: -1074, max: 1023 }), fc.constantFrom(1, -1)).map(([e, sign]) => sign * 2 ** e),
);

describe.each(small)("%s", (dtype) => {
  const values = finiteValues(dtype);

  test("decodes every word as its bits say, and encodes it back", () => {
    const words = Uint16Array.from({ length: 0x10000 }, (_, word) => word);
    const decoded = decodeValues(dtype, bytesOf(words));
    const finite = [...decoded].filter(Number.isFinite).sort((a, b) => a - b);
    // Both zeros are there.
    expect(finite.length).toBe(values.length + 1);
    expect([...new Set(finite.map((x) => x + 0))]).toEqual(values);
    const back = new Uint16Array(encodeValues(dtype, decoded).buffer);
    expect(words.every((word, k) => (Number.isNaN(decoded[k]!) ? back[k] !== undefined : back[k] === word))).toBe(true);
    const nan = decodeValues(dtype, encodeValues(dtype, Float32Array.of(Number.NaN)));
    expect(nan[0]).toBeNaN();
  });

  test("steps through all its values", () => {
    for (let k = 0; k + 1 < values.length; k++) {
      if (nextUp(dtype, values[k]!) + 0 !== values[k + 1]) expect(nextUp(dtype, values[k]!)).toBe(values[k + 1]);
    }
    expect(nextUp(dtype, values.at(-1)!)).toBe(Number.POSITIVE_INFINITY);
    expect(largest(dtype)).toBe(values.at(-1));
  });

  test("rounds to the nearer value, and takes as its own what lies between the midpoints", () => {
    for (let k = 1; k + 1 < values.length; k++) {
      const [below, x, above] = [values[k - 1]!, values[k]!, values[k + 1]!];
      const [lo, hi] = roundingInterval(dtype, x);
      if (lo !== (below + x) / 2 || hi !== (x + above) / 2)
        expect([lo, hi]).toEqual([(below + x) / 2, (x + above) / 2]);
      const inside = [lo + (x - lo) * 2 ** -40, x, hi - (hi - x) * 2 ** -40].map((y) => roundTo(dtype, y) + 0);
      if (inside.some((y) => y !== x)) expect(inside).toEqual([x, x, x]);
      // A tie goes to the even one, which is every second of the grid.
      const even = (k - (values.length - 1) / 2) % 2 === 0 ? x : above;
      if (roundTo(dtype, hi) + 0 !== even) expect(roundTo(dtype, hi)).toBe(even);
    }
  });
});

test("float16 and bfloat16 are rounded once, never by way of float32", () => {
  // Just above the midpoint of 1 and its neighbour, by less than float32 can tell.
  expect(roundTo("float16", 1 + 2 ** -11 + 2 ** -40)).toBe(1 + 2 ** -10);
  expect(roundTo("bfloat16", 1 + 2 ** -8 + 2 ** -40)).toBe(1 + 2 ** -7);
  expect(roundTo("float16", 65_519.999)).toBe(65_504);
  expect(roundTo("float16", 65_520)).toBe(Number.POSITIVE_INFINITY);
  expect(roundTo("float16", -0)).toBe(-0);
});

/** The next float by counting its bits up, as in IEEE 754. */
function nextByBits(dtype: "float32" | "float64", x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (x === 0) return dtype === "float32" ? 2 ** -149 : Number.MIN_VALUE;
  const step = x > 0 ? 1 : -1;
  if (dtype === "float32") {
    view.setFloat32(0, x);
    view.setInt32(0, view.getInt32(0) + step);
    return view.getFloat32(0);
  }
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(step));
  return view.getFloat64(0);
}

describe.each(["float32", "float64"] as const)("%s", (dtype) => {
  const onGrid = (x: number): number => (dtype === "float32" ? Math.fround(x) : x);

  test("steps as its bits do", () => {
    fc.assert(
      fc.property(doubles, (y) => {
        const x = onGrid(y);
        if (Number.isFinite(x)) expect(nextUp(dtype, x) + 0).toBe(nextByBits(dtype, x) + 0);
      }),
    );
  });

  test("its rounding interval ends at the midpoints", () => {
    fc.assert(
      fc.property(doubles, (y) => {
        const x = onGrid(y);
        if (!Number.isFinite(x)) return;
        const [lo, hi] = roundingInterval(dtype, x);
        expect(lo).toBeLessThanOrEqual(x);
        expect(hi).toBeGreaterThanOrEqual(x);
        const [above, below] = [nextUp(dtype, x), -nextUp(dtype, -x)];
        if (Number.isFinite(above)) expect(hi).toBe(x + (above - x) / 2);
        if (Number.isFinite(below)) expect(lo).toBe(x - (x - below) / 2);
      }),
    );
  });

  test("comes back from its bytes bit by bit", () => {
    fc.assert(
      fc.property(fc.array(doubles), (list) => {
        const data = dtype === "float32" ? Float32Array.from(list) : Float64Array.from(list);
        const bytes = encodeValues(dtype, data);
        expect(bytes.length).toBe(data.length * itemSize(dtype));
        expect(decodeValues(dtype, bytes)).toEqual(data);
      }),
    );
  });
});

test.each(dtypes)("%s: the real numbers are divided among its values", (dtype: Dtype) => {
  fc.assert(
    fc.property(doubles, (x) => {
      const near = roundTo(dtype, x);
      const [lo, hi] = roundingInterval(dtype, x);
      expect(lo <= x && x <= hi).toBe(true);
      expect(roundTo(dtype, near)).toBe(near);
      expect(nextUp(dtype, x)).toBeGreaterThan(x === Number.POSITIVE_INFINITY ? 0 : x);
      // Midpoints of float64 are rounded, each towards a side of its own.
      if (dtype !== "float64" && Number.isFinite(nextUp(dtype, near))) {
        expect(roundingInterval(dtype, nextUp(dtype, near))[0]).toBe(roundingInterval(dtype, near)[1]);
      }
      expect(roundingInterval(dtype, -x).map((y) => -y + 0)).toEqual([hi + 0, lo + 0]);
    }),
  );
  expect(roundTo(dtype, Number.NaN)).toBeNaN();
  expect(nextUp(dtype, Number.NaN)).toBeNaN();
  expect(nextUp(dtype, Number.NEGATIVE_INFINITY)).toBe(-largest(dtype));
  expect(nextUp(dtype, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  expect(roundingInterval(dtype, 0)).toEqual([-nextUp(dtype, 0) / 2, nextUp(dtype, 0) / 2]);
});

test("a part of a value is refused", () => {
  expect(() => decodeValues("float32", new Uint8Array(7))).toThrow(
    /^decode: must have whole float32 values, got 7 bytes$/,
  );
});
