import { expect, test } from "vitest";
import { admission, workersThatPay } from "../../harness/machine/admission.js";

test.each([
  [{ start: 3, elapsed: 10, done: 10, of: 15 }, 1],
  [{ start: 3, elapsed: 10, done: 10, of: 17 }, 2],
  [{ start: 3, elapsed: 10, done: 10, of: 100 }, 30],
  [{ start: 3, elapsed: 10, done: 10, of: 10 }, 1],
  [{ start: 0, elapsed: 1, done: 1, of: 2 }, Number.POSITIVE_INFINITY],
])("of %j pay %d", (at, workers) => {
  expect(workersThatPay(at)).toBe(workers);
});

test("a worker begins as soon as it pays, and one that never does waits", async () => {
  let time = 0;
  const { admitted, tell } = admission(100, () => time);
  const begun: number[] = [];
  for (const k of [0, 1, 2, 3]) void admitted(k).then(() => begun.push(k));
  const settled = async (): Promise<readonly number[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return [...begun];
  };
  expect(await settled()).toEqual([0]);
  time = 50;
  tell(1, 4);
  expect(await settled()).toEqual([0]);
  time = 200;
  tell(2, 5);
  expect(await settled()).toEqual([0, 1, 2]);
  await admitted(2);
});
