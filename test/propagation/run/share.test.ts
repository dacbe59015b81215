/** Jobs that several threads take from one list. */
import { expect, test } from "vitest";
import { doneOf, shareOf, workOff } from "../../../harness/propagation/run/share.js";

test("every job is done once, by whoever is free, and knows its place", async () => {
  const share = shareOf(Array.from({ length: 20 }, (_, k) => k));
  const worker = (ms: number) => (job: number) =>
    new Promise<number>((resolve) => setTimeout(() => resolve(10 * job), ms));
  let calls = 0;
  const [fast, slow] = await Promise.all([workOff(share, worker(1), () => calls++), workOff(share, worker(15))]);
  const results = [...fast, ...slow].sort(([a], [b]) => a - b);
  expect(results).toEqual(share.jobs.map((job) => [job, 10 * job]));
  expect(calls).toBe(fast.length);
  expect(fast.length).toBeGreaterThan(slow.length);
  expect(doneOf(share)).toBe(20);
});

test("a job that fails is its own result, and stops nobody", async () => {
  const done = await workOff(shareOf([1, 2, 3]), async (job) => {
    if (job === 2) throw new Error("no");
    return job;
  });
  expect(done).toEqual([
    [0, 1],
    [1, new Error("no")],
    [2, 3],
  ]);
});
