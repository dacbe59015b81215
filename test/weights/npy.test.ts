import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dtypes, roundTo } from "../../harness/weights/dtype.js";
import { decodeNpy, encodeNpy, readNpyHeader } from "../../harness/weights/npy.js";
import type { Tensor } from "../../harness/weights/tensor.js";
import { hasNumpy, PYTHON } from "./numpy.js";
import { tensors } from "./tensors.js";

/** A file with any header text. */
function file(header: string, data: Uint8Array = new Uint8Array(0), version = 1): Uint8Array {
  const text = new TextEncoder().encode(header);
  const size = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
  return Uint8Array.of(0x93, ...new TextEncoder().encode("NUMPY"), version, 0, ...size, ...text, ...data);
}
const header = (descr = "<f4", fortran = "False", shape = "(2, 3)"): string =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
const floats = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);

test("every tensor comes back as it was", () => {
  fc.assert(
    fc.property(tensors, (tensor) => {
      expect(decodeNpy(encodeNpy(tensor))).toEqual(tensor);
    }),
  );
});

describe("NumPy", () => {
  const run = (script: string, input: Uint8Array): Buffer =>
    execFileSync(
      PYTHON,
      ["-c", `import io, sys, numpy as np; r = sys.stdin.buffer; w = sys.stdout.buffer\n${script}`],
      {
        input,
      },
    );
  const data = Float64Array.from({ length: 24 }, (_, k) => Math.sin(k));

  test.each(["float64", "float32", "float16"] as const)("reads our %s and writes its own for us", (dtype) => {
    if (!hasNumpy()) return;
    const values = data.map((x) => roundTo(dtype, x));
    const tensor: Tensor = { shape: [2, 3, 4], dtype, data: dtype === "float64" ? values : Float32Array.from(values) };
    const same = "a = np.load(io.BytesIO(r.read())); b = io.BytesIO();";
    for (const order of ["np.ascontiguousarray(a)", "np.asfortranarray(a)"]) {
      for (const version of ["(1, 0)", "(2, 0)", "(3, 0)"]) {
        const script = `${same} np.lib.format.write_array(b, ${order}, ${version}); w.write(b.getvalue())`;
        expect(decodeNpy(run(script, encodeNpy(tensor)))).toEqual(tensor);
      }
    }
  });

  test("sees the same numbers", () => {
    if (!hasNumpy()) return;
    const bytes = encodeNpy({ shape: [2, 3, 4], dtype: "float64", data });
    const told = run("a = np.load(io.BytesIO(r.read())); w.write(repr([a.shape, a.ravel().tolist()]).encode())", bytes);
    expect(told.toString().replace("(", "[").replace(")", "]")).toBe(
      `[[2, 3, 4], [${[...data].map((x) => (x === 0 ? "0.0" : String(x))).join(", ")}]]`,
    );
  });
});

describe("a header", () => {
  test.each([
    ["version 1", file(header(), floats)],
    ["version 2", file(header(), floats, 2)],
    ["version 3", file(header(), floats, 3)],
    ["keys in another order", file(`{"shape": (2, 3), "fortran_order": False, "descr": "<f4"}`, floats)],
    ["Python 2's long integers", file(header("<f4", "False", "(2L, 3L)"), floats)],
    ["blanks", file(`  { 'descr' : '<f4' , 'fortran_order' : False , 'shape' : ( 2 , 3 , ) , }  \n`, floats)],
  ])("may have %s", (_, bytes) => {
    expect(decodeNpy(bytes)).toEqual({ shape: [2, 3], dtype: "float32", data: Float32Array.of(1, 2, 3, 4, 5, 6) });
  });

  test("says the order of the entries", () => {
    expect([...decodeNpy(file(header("<f4", "True"), floats)).data]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  test.each([
    ["()", [], 1],
    ["(0,)", [0], 0],
    ["(3, 0, 2)", [3, 0, 2], 0],
    ["(1,)", [1], 1],
  ])("shape %s", (text, shape, count) => {
    const tensor = decodeNpy(file(header("<f8", "True", text), new Uint8Array(count * 8)));
    expect(tensor).toEqual({ shape, dtype: "float64", data: new Float64Array(count) });
  });

  test.each(["<V2", "|V2"])("%s is bfloat16", (descr) => {
    const tensor = decodeNpy(file(header(descr, "False", "(2,)"), Uint8Array.of(0x80, 0x3f, 0x00, 0xc0)));
    expect(tensor).toEqual({ shape: [2], dtype: "bfloat16", data: Float32Array.of(1, -2) });
  });

  test("is asked for until it is whole", () => {
    const bytes = encodeNpy({ shape: [2], dtype: "float32", data: Float32Array.of(1, 2) });
    const whole = readNpyHeader(bytes)!;
    for (let k = 0; k < bytes.length; k++) {
      expect(readNpyHeader(bytes.subarray(0, k))).toEqual(k < whole.dataOffset ? undefined : whole);
    }
    expect(whole).toEqual({
      dtype: "float32",
      shape: [2],
      fortran: false,
      bigEndian: false,
      dataOffset: 128,
      byteLength: 8,
    });
  });
});

describe("refuses", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /must have a whole header, got 0 bytes/],
    ["other bytes", Uint8Array.of(0x50, 0x4b), /must begin with/],
    ["version 4", file(header(), floats, 4), /must be version 1, 2 or 3, got 4/],
    ["half a header", file(header()).subarray(0, 30), /must have a whole header, got 30 bytes/],
    [
      "a huge header",
      Uint8Array.of(...file("", floats, 2).subarray(0, 8), 0, 0, 0, 0x40),
      /at most 65536 bytes, got 1073741824/,
    ],
    ["integers", file(header("<i8"), floats), /dtype must be .*, got <i8/],
    ["objects", file(header("|O"), floats), /dtype must be .*, got \|O/],
    ["a name of Object's", file(header("constructor"), floats), /dtype must be .*, got constructor/],
    ["records", file(header().replace("'<f4'", "[('x', '<f4')]"), floats), /header must have descr, got/],
    ["a call", file(header("<f4", "__import__('os')"), floats), /header must have fortran_order, got/],
    ["a key twice", file(`{'shape': (2,), 'shape': (3,), 'descr': '<f4'}`), /must have shape once/],
    ["a key too few", file(`{'shape': (2,), 'descr': '<f4'}`), /header must have ,, got/],
    ["a key too many", file(`${header().trim().slice(0, -1)}'x': 1}`), /then blanks only/],
    ["text after it", file(`${header()} x`), /then blanks only/],
    ["a shape that is no tuple", file(header("<f4", "False", "(6)"), floats), /header must have shape/],
    ["a negative size", file(header("<f4", "False", "(-1, 6)"), floats), /header must have shape/],
    ["33 axes", file(header("<f4", "False", `(${"1, ".repeat(33)})`), floats), /at most 32 axes, got 33/],
    ["a size beyond 2^53", file(header("<f4", "False", "(9999999999999999,)")), /must hold counts/],
    ["a product beyond 2^53", file(header("<f4", "False", "(0, 4294967296, 4294967296)")), /fewer than 2\^53 entries/],
    ["a length beyond 2^53", file(header("<f8", "False", "(2251799813685248, 2)")), /fewer than 2\^53 bytes/],
    ["too few bytes", file(header(), floats.subarray(1)), /must have 24 bytes for shape 2x3 float32, got 23/],
    ["a trailing byte", file(header(), Uint8Array.of(...floats, 0)), /must have 24 bytes .*, got 25/],
  ])("%s", (_, bytes, message) => {
    expect(() => decodeNpy(bytes)).toThrow(message);
    expect(() => decodeNpy(bytes)).toThrow(/^(npy|shape): [^\n]*$/);
  });

  test("to write what does not fill its shape", () => {
    expect(() => encodeNpy({ shape: [2, 2], dtype: "float32", data: new Float32Array(3) })).toThrow(/got 3/);
  });
});

test("covers every dtype", () => {
  const seen = new Set(fc.sample(tensors, 200).map(({ dtype }) => dtype));
  expect([...seen].sort()).toEqual([...dtypes].sort());
});

describe("a header's shape", () => {
  test.each(["()", "(3,)", "( 3 , )", "(3, 4)", "(3,4,)", "(3L, 4L)", "(3L,)"])("%s is a tuple", (shape) => {
    const numbers = (shape.match(/\d+/g) ?? []).map(Number);
    expect(readNpyHeader(file(header("<f4", "False", shape)))?.shape).toEqual(numbers);
  });

  test.each(["(3)", "(,)", "(3,,4)", "(3 4)", "(,3)", "(LL,)", "(3, 4", "3, 4)", "(12345678901234567,)"])(
    "%s is none",
    (shape) => {
      expect(() => readNpyHeader(file(header("<f4", "False", shape)))).toThrow(/^npy: header must have shape, got "/);
    },
  );

  test.each([
    ["blanks behind a comma", `(1,${" ".repeat(60_000)}`],
    ["blanks behind a number", `(1${" ".repeat(60_000)}`],
    ["commas", `(${"1,".repeat(30_000)}`],
    ["commas and blanks", `(${", ".repeat(30_000)})`],
  ])("%s are read in time proportional to their number", (_, shape) => {
    const start = performance.now();
    expect(() => readNpyHeader(file(`{'shape': ${shape}, 'descr': '<f4', 'fortran_order': False}`))).toThrow("npy: ");
    expect(performance.now() - start).toBeLessThan(200);
  });
});
