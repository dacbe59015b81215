import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeNpy, encodeNpy } from "../../harness/weights/npy.js";
import { openNpy } from "../../harness/weights/npyFile.js";
import { bytesInMemory, type RandomFile } from "../../harness/weights/randomFile.js";
import { openSafetensors } from "../../harness/weights/safetensors.js";
import type { FilePlace } from "../../harness/weights/weightFormat.js";
import type { Weights } from "../../harness/weights/weights.js";
import { zipFormat } from "../../harness/weights/zipFormat.js";
import { damaged, fuzzRuns } from "./damaged.js";
import { archives, named } from "./files.js";
import { safetensorsFile, safetensorsOf } from "./safetensorsOf.js";
import { outcome, survives } from "./survives.js";
import { tensors } from "./tensors.js";
import { zipOf } from "./zipOf.js";

const numRuns = fuzzRuns(3000);
/** No single file may keep the reader busy. */
const timeout = 5_000;

const inMemory = (bytes: Uint8Array): RandomFile => ({ ...bytesInMemory(bytes), close: async () => {} });

/** No file has anything beside it here. */
const nowhere: FilePlace = {
  path: "a",
  fileBeside: async () => Promise.reject(new Error("must be there")),
  weightsBeside: async () => Promise.reject(new Error("must be there")),
};
const openZip = (file: RandomFile): Promise<Weights> => zipFormat.open(file, nowhere);

test("a damaged .npy is a tensor or an error", async () => {
  const files = damaged(tensors.map(encodeNpy));
  await fc.assert(
    fc.asyncProperty(
      files,
      async (bytes) => (await outcome(() => decodeNpy(bytes))) && survives(openNpy(inMemory(bytes), "a")),
    ),
    { numRuns, timeout },
  );
});

test("any text as a .npy header is a tensor or an error", async () => {
  const pieces = [
    "{",
    "}",
    "'descr'",
    "'shape'",
    "'fortran_order'",
    ":",
    ",",
    "'<f4'",
    "'<f2'",
    "'|O'",
    "True",
    "False",
  ];
  const more = [
    "(",
    ")",
    "()",
    "(2,)",
    "(0, 3)",
    "1",
    "99999999999999999999",
    "-1",
    "L",
    " ",
    "\n",
    "\\",
    '"',
    "[",
    "]",
    "\0",
    "é",
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 30 }).map((words) => words.join("")),
    fc
      .tuple(
        fc.constantFrom("'<f4'", "'<V2'", "'<f8' "),
        fc.constantFrom("True", "False"),
        fc.array(fc.constantFrom(...more)),
      )
      .map(([descr, order, shape]) => `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': (${shape.join("")}), }`),
  );
  const files = fc.tuple(text, fc.uint8Array({ maxLength: 24 })).map(([header, data]) => {
    const bytes = Buffer.from(header);
    return Buffer.concat([
      Buffer.from("\x93NUMPY\x01\x00", "latin1"),
      Buffer.of(bytes.length & 255, bytes.length >> 8),
      bytes,
      data,
    ]);
  });
  await fc.assert(
    fc.asyncProperty(files, (bytes) => outcome(() => decodeNpy(bytes))),
    { numRuns, timeout },
  );
});

test("a damaged .npz is tensors or an error", async () => {
  await fc.assert(
    fc.asyncProperty(damaged(archives), (bytes) => survives(openZip(inMemory(bytes)))),
    { numRuns, timeout },
  );
});

test("a damaged .safetensors is tensors or an error", async () => {
  await fc.assert(
    fc.asyncProperty(damaged(named.map(safetensorsOf)), (bytes) => survives(openSafetensors(inMemory(bytes)))),
    { numRuns, timeout },
  );
});

test("any JSON as a .safetensors header is tensors or an error", async () => {
  const size = fc.oneof(fc.nat(9), fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 53, 1e300, null, "4"));
  const entry = fc.record(
    {
      dtype: fc.constantFrom<unknown>("F32", "F64", "BF16", "F16", "I64", "toString", "", 4, null),
      shape: fc.oneof<fc.Arbitrary<unknown>[]>(fc.array(size, { maxLength: 3 }), fc.json()),
      data_offsets: fc.oneof<fc.Arbitrary<unknown>[]>(fc.array(size, { maxLength: 3 }), fc.json()),
    },
    { requiredKeys: [] },
  );
  const header = fc.oneof(
    fc.json(),
    fc.dictionary(fc.string(), entry).map((held) => JSON.stringify(held)),
  );
  await fc.assert(
    fc.asyncProperty(header, fc.uint8Array({ maxLength: 40 }), (text, data) =>
      survives(openSafetensors(inMemory(safetensorsFile(text, data)))),
    ),
    { numRuns, timeout },
  );
});

test("what is not damaged is read", async () => {
  await fc.assert(
    fc.asyncProperty(named, async (held) => {
      const zip = zipOf(
        Object.entries(held).map(([name, tensor]) => ({
          name: `${name}.npy`,
          content: encodeNpy(tensor),
          deflate: true,
        })),
      );
      for (const weights of [await openZip(inMemory(zip)), await openSafetensors(inMemory(safetensorsOf(held)))]) {
        for (const [name, tensor] of Object.entries(held)) expect(await weights.load(name)).toEqual(tensor);
      }
    }),
  );
});
