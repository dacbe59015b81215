import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { slots } from "../../harness/machine/slots.js";

test("so many at once and no more, in their order, and one that fails makes room for the next", async () => {
  const inSlot = slots(3);
  const begun: number[] = [];
  let [now, most] = [0, 0];
  const work = async (k: number): Promise<number> => {
    begun.push(k);
    most = Math.max(most, ++now);
    await sleep(k % 3);
    now--;
    if (k % 4 === 0) throw new Error(`no ${k}`);
    return k;
  };
  const all = Array.from({ length: 20 }, (_, k) => k);
  const ended = await Promise.allSettled(all.map((k) => inSlot(() => work(k))));
  expect(begun).toEqual(all);
  expect({ now, most }).toEqual({ now: 0, most: 3 });
  expect(ended.map(({ status }) => status)).toEqual(all.map((k) => (k % 4 === 0 ? "rejected" : "fulfilled")));
});
