/** Requests that no machine can meet are refused with an estimate, before anything is drawn. */
import { expect, test } from "vitest";
import { requireMemory, usefulThreads } from "../../harness/machine/bounds.js";
import { check, propagate } from "../../index.js";

test("an estimate is told beside what there is", () => {
  expect(() => requireMemory("x", 999, 1000)).not.toThrow();
  expect(() => requireMemory("x", 3.21e12, 24e9)).toThrow(
    "x must fit into memory, got about 3.2 TB of 24 GB: take less",
  );
  expect(() => requireMemory("x", 9e30, 1)).toThrow(/of 1 B: take less/);
});

test("threads are capped, few are not", () => {
  expect([1, 2, 16].map(usefulThreads)).toEqual([1, 2, 16]);
  expect(usefulThreads(1e9)).toBeLessThanOrEqual(4096);
});

const quick = async (task: Promise<unknown>, message: RegExp): Promise<void> => {
  const start = performance.now();
  await expect(task).rejects.toThrow(message);
  expect(performance.now() - start).toBeLessThan(20_000);
};

test.each([[[316_227, 316_227]], [[1e5, 1e6]]])("a weight of %j is refused", (shape) =>
  quick(
    check({ initializers: ["he_normal"], shapes: [shape] }),
    /^check: cases of \d+ entries must fit into memory, got about/,
  ),
);

test("as many samples are refused", () =>
  quick(check({ initializers: ["he_normal"], shapes: [[30, 50]], samples: 1e14 }), /must fit into memory/));

test("a billion networks are refused", () =>
  quick(propagate({ nets: 1e9, depths: [10], widths: [4] }), /^propagate: curves of 1000000000 networks must fit/));
