import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnswer, readDescription } from "../../harness/subject/processAnswer.js";
import type { Request } from "../../harness/subject/subject.js";
import { byteReader } from "../../harness/weights/byteReader.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import type { Tensor } from "../../harness/weights/tensor.js";
import { damaged, fuzzRuns } from "../weights/damaged.js";
import { tensors } from "../weights/tensors.js";

const numRuns = fuzzRuns(2000);
const timeout = 5_000;

const requestFor = ({ shape, dtype }: Tensor): Request => ({
  initializer: "he_normal",
  shape,
  layout: "io",
  groups: 1,
  dtype,
  seed: 1,
  params: {},
});

/** The bytes as a pipe may deliver them: in pieces of any size. */
const piped = (bytes: Uint8Array, sizes: readonly number[]): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0, k = 0; at < bytes.length; k++) {
        const size = sizes[k % sizes.length]!;
        yield Buffer.from(bytes.subarray(at, at + size));
        at += size;
      }
    })(),
    { objectMode: false },
  );
const pieces = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
const isOneLine = (text: string): boolean => text.length > 0 && text.length < 1000 && !/\p{Cc}/u.test(text);

test("answers are found in a stream, however it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tensors, { maxLength: 4 }), pieces, async (list, sizes) => {
      const refusal = Buffer.from('{"id": 5, "error": "unsupported: é"}\n');
      const reader = byteReader(piped(Buffer.concat([...list.map(encodeNpy), refusal]), sizes));
      for (const tensor of list) {
        expect(await readAnswer(reader, requestFor(tensor), 1)).toEqual({ kind: "tensor", tensor });
      }
      const request = { ...requestFor({ shape: [1], dtype: "float32", data: new Float32Array(1) }) };
      expect(await readAnswer(reader, request, 5)).toEqual({ kind: "unsupported", reason: "unsupported: é" });
      expect(reader.waiting()).toBe(false);
    }),
    { timeout },
  );
});

test("a damaged answer is an answer or an error of one line", async () => {
  const answers = tensors.chain((tensor) => fc.tuple(fc.constant(tensor), damaged(fc.constant(encodeNpy(tensor)))));
  await fc.assert(
    fc.asyncProperty(answers, pieces, async ([tensor, bytes], sizes) => {
      try {
        const answer = await readAnswer(byteReader(piped(bytes, sizes)), requestFor(tensor), 1);
        if (answer.kind !== "tensor") return isOneLine(answer.reason);
        const { shape, dtype, data } = answer.tensor;
        return String(shape) === String(tensor.shape) && dtype === tensor.dtype && data.length === tensor.data.length;
      } catch (error) {
        return error instanceof Error && !(error instanceof TypeError) && isOneLine(error.message);
      }
    }),
    { numRuns, timeout },
  );
});

test("any JSON line is an answer or an error of one line", async () => {
  const object = fc.record(
    {
      id: fc.oneof(fc.constant(1), fc.jsonValue()),
      name: fc.oneof(fc.string(), fc.jsonValue()),
      version: fc.oneof(fc.string(), fc.jsonValue()),
      layout: fc.jsonValue(),
      initializers: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
      error: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  const lines = damaged(fc.oneof(fc.jsonValue(), object).map((value) => Buffer.from(`${JSON.stringify(value)}\n`)));
  const request = requestFor({ shape: [1], dtype: "float32", data: new Float32Array(1) });
  await fc.assert(
    fc.asyncProperty(lines, pieces, async (bytes, sizes) => {
      for (const read of [
        () => readAnswer(byteReader(piped(bytes, sizes)), request, 1),
        () => readDescription(byteReader(piped(bytes, sizes))),
      ]) {
        try {
          const got = await read();
          if ("kind" in got && got.kind !== "tensor" && !isOneLine(got.reason)) return false;
          if ("name" in got && !isOneLine(got.name)) return false;
        } catch (error) {
          if (!(error instanceof Error) || error instanceof TypeError || !isOneLine(error.message)) return false;
        }
      }
      return true;
    }),
    { numRuns, timeout },
  );
});
