/** The kernels draw the reference's bits: every law, seeds, places in the stream, and words at their ends. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { clippedNormal } from "../../harness/contract/law/index.js";
import { fillByReference } from "../../harness/contract/law/sample.js";
import { fillByKernel, type Image } from "../../harness/kernel/fill.js";
import { openStream, type Stream } from "../../harness/random/index.js";
import { normal } from "../../harness/random/normal.js";
import { signedUniform } from "../../harness/random/signedUniform.js";
import type { Transform } from "../../harness/random/transform.js";

const f = Math.fround;
const truncated = (low: number, high: number): Transform => clippedNormal(low, high).draw.transform;
const TRANSFORMS: Readonly<Record<string, Transform>> = {
  signedUniform,
  normal,
  truncatedNormal: truncated(-2, 2),
  "truncatedNormal, wide": truncated(-6, 6),
  "truncatedNormal, one-sided": truncated(-0.5, 7),
  "truncatedNormal, upper tail": truncated(3, 4),
  "truncatedNormal, whole line": truncated(-Infinity, Infinity),
};

const UNBOUNDED: Image = { slope: 1, remainder: 0, offset: 0, low: -Infinity, high: Infinity };
const image = fc.oneof(
  fc.constant(UNBOUNDED),
  fc.record({
    slope: fc.constantFrom(1, f(0.05), f(1e-18), f(3e7)),
    remainder: fc.constantFrom(0, f(1e-9), f(-3e-8)),
    offset: fc.constantFrom(0, 1, f(-0.1), f(1e6)),
    low: fc.constantFrom(-Infinity, f(-0.5), 0),
    high: fc.constantFrom(Infinity, f(0.5), f(1e6)),
  }),
);
const stream = fc
  .record({ seed: fc.maxSafeNat(), name: fc.string() })
  .map(({ seed, name }): Stream => openStream(seed, name));
/** Near the start, across chunks, and where the counter's lower word wraps. */
const start = fc.oneof(
  fc.nat(5000),
  fc.nat(3000).map((back) => 2 ** 34 - back),
  fc.maxSafeNat().map((k) => k % 2 ** 49),
);
const length = fc.oneof(fc.nat(70), fc.nat(9000));

function both(transform: Transform, image: Image, stream: Stream, start: number, length: number): [Buffer, Buffer] {
  const [fast, slow] = [new Float32Array(length), new Float32Array(length)];
  expect(fillByKernel(transform, image, stream, fast, start)).toBe(true);
  fillByReference(transform, image, stream, slow, start);
  return [Buffer.from(fast.buffer), Buffer.from(slow.buffer)];
}

test.each(Object.entries(TRANSFORMS))(
  "%s: the same bits at any place of any stream, under any image",
  (_, transform) => {
    fc.assert(
      fc.property(image, stream, start, length, (image, stream, start, length) => {
        const [fast, slow] = both(transform, image, stream, start, length);
        expect(fast.equals(slow)).toBe(true);
      }),
      { numRuns: 200 },
    );
  },
);
