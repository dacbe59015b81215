import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { dtypes, roundTo } from "../../harness/weights/dtype.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { openWeights, type Weights } from "../../harness/weights/openWeights.js";
import type { Tensor } from "../../harness/weights/tensor.js";
import { hasNumpy, PYTHON } from "./numpy.js";
import { safetensorsFile, safetensorsOf } from "./safetensorsOf.js";
import { type Member, zipOf } from "./zipOf.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const stored = (bytes: Uint8Array | string, name = `${++files}.bin`): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
/** Opens, uses and closes. */
const using = async <T>(path: string, use: (weights: Weights) => Promise<T>): Promise<T> => {
  const weights = await openWeights(path);
  try {
    return await use(weights);
  } finally {
    await weights.close();
  }
};
const everything = (path: string): Promise<Record<string, Tensor>> =>
  using(path, async ({ entries, load }) => {
    const loaded: Record<string, Tensor> = {};
    for (const { name, unsupported } of entries) if (unsupported === undefined) loaded[name] = await load(name);
    return loaded;
  });

const tensors = Object.fromEntries(
  dtypes.map((dtype, k): [string, Tensor] => {
    const values = Array.from({ length: 6 * (k + 1) }, (_, at) => roundTo(dtype, Math.sin(at + k)));
    const data = dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values);
    return [`layer.${k}/${dtype}`, { shape: [2, 3, k + 1], dtype, data }];
  }),
);
const scalar: Tensor = { shape: [], dtype: "float32", data: Float32Array.of(0.5) };
const zeros: Tensor = { shape: [200, 500], dtype: "float32", data: new Float32Array(1e5) };
const member = (name: string, tensor: Tensor, more: Partial<Member> = {}): Member => ({
  name: `${name}.npy`,
  content: encodeNpy(tensor),
  ...more,
});

describe("reads", () => {
  test(".npy", async () => {
    expect(await everything(stored(encodeNpy(scalar), "kernel.npy"))).toEqual({ kernel: scalar });
  });

  test.each([false, true])(".npz, deflated: %s", async (deflate) => {
    const members = Object.entries({ ...tensors, scalar, zeros }).map(([name, tensor]) =>
      member(name, tensor, { deflate }),
    );
    const path = stored(zipOf([{ name: "folder/", content: new Uint8Array(0) }, ...members]));
    expect(await everything(path)).toEqual({ ...tensors, scalar, zeros });
  });

  test(".safetensors", async () => {
    const path = stored(safetensorsOf({ ...tensors, scalar }));
    expect(await everything(path)).toEqual({ ...tensors, scalar });
    expect((await using(path, async ({ entries }) => entries)).at(-1)).toEqual({
      name: "scalar",
      shape: [],
      dtype: "float32",
    });
  });

  test("nothing from an empty archive", async () => {
    expect(await everything(stored(zipOf([])))).toEqual({});
    expect(await everything(stored(safetensorsFile("{}  ", new Uint8Array(0))))).toEqual({});
  });

  test("what NumPy saves, whole and streamed with zip64", async (context) => {
    if (!hasNumpy()) return context.skip();
    const script = `
import numpy as np
a = np.arange(6.).reshape(2, 3)
for save in np.savez, np.savez_compressed:
    save("${folder}/" + save.__name__ + ".npz", a=np.asfortranarray(a), half=a.astype("f2"), n=np.arange(3), o=np.array("x"))
np.save("${folder}/a.npy", a.T)`;
    execFileSync(PYTHON, ["-c", script]);
    const a: Tensor = { shape: [2, 3], dtype: "float64", data: Float64Array.of(0, 1, 2, 3, 4, 5) };
    const half: Tensor = { shape: [2, 3], dtype: "float16", data: Float32Array.of(0, 1, 2, 3, 4, 5) };
    for (const name of ["savez", "savez_compressed"]) {
      const path = join(folder, `${name}.npz`);
      expect(await everything(path)).toEqual({ a, half });
      const refused = await using(path, async ({ entries }) => entries.filter((entry) => "unsupported" in entry));
      expect(refused).toEqual([
        { name: "n", integers: true, unsupported: "npy: dtype must be f8, f4, f2 or V2 (bfloat16), got <i8" },
        { name: "o", unsupported: "npy: dtype must be f8, f4, f2 or V2 (bfloat16), got <U1" },
      ]);
    }
    expect(await everything(join(folder, "a.npy"))).toEqual({
      a: { shape: [3, 2], dtype: "float64", data: Float64Array.of(0, 3, 1, 4, 2, 5) },
    });
  });

  test("integers in the place of a weight, and floats of 8 bits, as quantized", async () => {
    const header = {
      "fc.qweight": { dtype: "I32", shape: [2], data_offsets: [0, 8] },
      "fc.f8": { dtype: "F8_E4M3", shape: [4], data_offsets: [8, 12] },
    };
    await using(stored(safetensorsFile(header, new Uint8Array(12))), async ({ entries }) => {
      for (const entry of entries) {
        expect(entry.unsupported).toMatch(
          /got (?:I32|F8_E4M3), a quantized weight: audit the weights that it was made from$/,
        );
        expect(entry).not.toHaveProperty("integers");
      }
    });
  });

  test("a tensor of another dtype as one that it cannot judge", async () => {
    const header = {
      ids: { dtype: "I64", shape: [2], data_offsets: [0, 16] },
      w: { dtype: "F32", shape: [1], data_offsets: [16, 20] },
    };
    await using(stored(safetensorsFile(header, new Uint8Array(20))), async ({ entries, load }) => {
      const unsupported = "safetensors: dtype must be F64, F32, F16 or BF16, got I64";
      expect(entries).toEqual([
        { name: "ids", integers: true, unsupported },
        { name: "w", shape: [1], dtype: "float32" },
      ]);
      await expect(load("ids")).rejects.toThrow(unsupported);
      await expect(load("absent")).rejects.toThrow(/must hold the tensor asked for/);
    });
  });
});

const errorOf = async (task: Promise<unknown>, path: string): Promise<string> => {
  const error = await task.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  const { message } = error as Error;
  expect(message.startsWith(`${path}: `)).toBe(true);
  expect(message).not.toMatch(/\p{Cc}/u);
  return message;
};

describe("refuses to open", () => {
  const f32 = (shape: unknown, begin: number, end: number): object => ({
    dtype: "F32",
    shape,
    data_offsets: [begin, end],
  });
  const npy = encodeNpy(scalar);
  const zip = zipOf([member("a", scalar)]);
  const length = (n: bigint): Uint8Array => new Uint8Array(BigUint64Array.of(n).buffer);
  test.each<[string, Uint8Array, RegExp]>([
    ["an empty file", new Uint8Array(0), /must be a file of weights, got an empty file/],
    [
      "text",
      Buffer.from("<html>not found</html>"),
      /must be a file of weights, got a web page: download the file itself/,
    ],
    ["a cut .npy", npy.subarray(0, -1), /npy: must have 4 bytes of values, got 3/],
    ["a long .npy", Buffer.concat([npy, npy]), /npy: must have 4 bytes of values, got/],
    ["a cut .npy header", npy.subarray(0, 60), /npy: must have a whole header/],
    ["a cut .npz", zip.subarray(0, -1), /End of central directory/],
    [
      "a name twice",
      zipOf([member("a", scalar), member("a", scalar)]),
      /npz: must name every tensor once, got a twice/,
    ],
    [
      "an archive of strong encryption",
      zipOf([member("a", scalar, { says: { flags: 0x841 } })]),
      /zip: must be a readable archive, but strong encryption/,
    ],
    ["a directory elsewhere", patched(zip, zip.length - 6, [255, 255, 255, 127]), /must have 46 bytes at 2147483647/],
    ["a zip64 directory at 2^63", zip64At(2n ** 63n), /must have 56 bytes at 9223372036854776000/],
    [
      "entries that share bytes",
      zipOf(
        Array.from({ length: 9 }, (_, k) =>
          member(`${k}`, zeros, k > 0 ? { content: npy, says: { packed: 399_999, size: 399_999, offset: 0 } } : {}),
        ),
      ),
      /zip: entries must fit their file/,
    ],
    [
      "a long safetensors header",
      Buffer.concat([length(2n ** 60n), Buffer.from("{"), npy]),
      /header must fit .*, got 1152921504606846976/,
    ],
    ["a header beyond the file", Buffer.concat([length(500n), Buffer.from("{"), npy]), /header must fit/],
    ["a header that is no JSON", safetensorsFile("{nan}", npy), /header must be JSON, got "\{nan\}"/],
    ["a header that is a list", safetensorsFile("[]", npy), /must be a file of weights, got one that begins with 02/],
    [
      "a header that is nothing",
      safetensorsFile("null", npy),
      /must be a file of weights, got one that begins with 04/,
    ],
    [
      "a header that nests",
      safetensorsFile('{"a":'.repeat(1e6), npy),
      /header must be JSON of at most 64 nested levels/,
    ],
    [
      "a tensor without dtype",
      safetensorsFile({ a: { shape: [1] } }, npy),
      /"a" must have dtype, shape and data_offsets/,
    ],
    [
      "a tensor that is null",
      safetensorsFile({ a: null }, npy),
      /"a" must have dtype, shape and data_offsets, got null/,
    ],
    ["a negative size", safetensorsFile({ a: f32([-1], 0, 4) }, npy), /"a" must have dtype, shape/],
    ["a fractional offset", safetensorsFile({ a: f32([1], 0.5, 4.5) }, npy), /"a" must have dtype, shape/],
    ["an endless shape", safetensorsFile({ a: f32([2 ** 40, 2 ** 40], 0, 4) }, npy), /fewer than 2\^53 entries/],
    [
      "offsets backwards",
      safetensorsFile({ a: { ...f32([1], 4, 0), dtype: "I8" } }, npy),
      /bytes of its shape, got 4 to 0/,
    ],
    ["too few bytes", safetensorsFile({ a: f32([2], 0, 4) }, new Uint8Array(4)), /bytes of its shape, got 0 to 4/],
    [
      "bytes beyond the file",
      safetensorsFile({ a: f32([2], 0, 8) }, new Uint8Array(4)),
      /must end with its last tensor/,
    ],
    ["bytes left over", safetensorsFile({ a: f32([1], 0, 4) }, new Uint8Array(8)), /must end with its last tensor/],
    [
      "shared bytes",
      safetensorsFile({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, new Uint8Array(4)),
      /"b" must begin at byte/,
    ],
    ["a hole", safetensorsFile({ a: f32([1], 4, 8) }, new Uint8Array(8)), /"a" must begin at byte/],
  ])("%s", async (_, bytes, message) => {
    const path = stored(bytes);
    expect(await errorOf(openWeights(path), path)).toMatch(message);
  });

  test("what is no file", async () => {
    const absent = join(folder, "absent.npy");
    expect(await errorOf(openWeights(absent), absent)).toMatch(/must be a readable file, got ENOENT/);
    const empty = mkdtempSync(join(folder, "empty-"));
    expect(await errorOf(openWeights(empty), empty)).toMatch(/must hold weights, got none/);
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(await errorOf(openWeights(pipe), pipe)).toMatch(/must be a regular file/);
  });
});

/** The bytes at a place, replaced. */
function patched(bytes: Uint8Array, at: number, by: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(by, at);
  return copy;
}

/** An archive whose zip64 locator points anywhere. */
function zip64At(offset: bigint): Uint8Array {
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(offset, 8);
  const zip = Buffer.from(zipOf([member("a", scalar)]));
  return Buffer.concat([zip.subarray(0, -22), locator, zip.subarray(-22)]);
}

describe("an entry that is wrong is told of, and the others are read", () => {
  const content = encodeNpy(scalar);
  const flipped = patched(content, content.length - 1, [1]);
  test.each<[string, Partial<Member>, RegExp]>([
    ["no .npy file", { name: "bad.txt" }, /npz: must hold \.npy files/],
    ["garbage", { content: Buffer.from("garbage") }, /npy: must begin with/],
    ["half a header", { content: content.subarray(0, 50) }, /npz: must have a whole \.npy header/],
    ["nothing", { content: new Uint8Array(0), deflate: true }, /npz: must have a whole \.npy header/],
    [
      "a size that is not the header's",
      { content: Buffer.concat([content, content]) },
      /npz: must declare the 132 bytes/,
    ],
    [
      "a deflated size that is not true",
      { deflate: true, says: { size: 133 } },
      /npz: must declare the 132 bytes .*, got 133/,
    ],
    ["encryption", { says: { flags: 1, packed: 144 } }, /zip: entries must be readable, got an encrypted one/],
    ["another method", { says: { method: 14 } }, /zip: must be stored or deflated, got method 14/],
    ["an impossible ratio", { deflate: true, says: { size: 4e9 } }, /zip: must not inflate beyond reason/],
    ["broken deflation", { content: new Uint8Array(99).fill(255), says: { method: 8 } }, /npz: must be intact, got/],
    ["a header elsewhere", { says: { offset: 7 } }, /invalid local file header/],
    ["a header nowhere", { says: { offset: 4e9 } }, /must have 30 bytes at 4000000000/],
  ])("%s", async (_, lie, message) => {
    const path = stored(zipOf([member("good", scalar), member("bad", scalar, lie)]));
    expect(await everything(path)).toEqual({ good: scalar });
    const [, entry] = await using(path, async ({ entries }) => entries);
    expect(entry?.unsupported).toMatch(message);
    await using(path, async ({ load }) => {
      expect(await errorOf(load(entry!.name), path)).toMatch(message);
    });
  });

  test.each<[string, Partial<Member>, RegExp]>([
    ["other bytes", { says: { crc: 1 } }, /npz: must match its CRC-32/],
    ["a flipped bit", { content: flipped, says: { crc: 0 } }, /npz: must match its CRC-32/],
    [
      "more than it declares",
      { content: Buffer.concat([content, content]), deflate: true, says: { size: 132 } },
      /npz: must have the 132 bytes that it declares/,
    ],
    [
      "less than it declares",
      { content: content.subarray(0, -2), deflate: true, says: { size: 132 } },
      /npz: must have the 132 bytes that it declares/,
    ],
  ])("when loaded: %s", async (_, lie, message) => {
    const path = stored(zipOf([member("good", scalar), member("bad", scalar, lie)]));
    await using(path, async ({ load }) => {
      expect(await errorOf(load("bad"), path)).toMatch(message);
      expect(await load("good")).toEqual(scalar);
    });
  });

  test("a bomb is not set off", async () => {
    const bomb = member("bomb", zeros, { deflate: true, says: { size: 2 ** 31 } });
    const [entry] = await using(stored(zipOf([bomb])), async ({ entries }) => entries);
    expect(entry?.unsupported).toMatch(/must not inflate beyond reason, got \d+ bytes for 2147483648/);
  });
});
