import fc from "fast-check";
import { expect, it } from "vitest";
import { logTicks } from "../../reports/page/parts.js";

it.each([
  [1, 10_000, [1, 10, 100, 1000, 10_000]],
  [0.02, 3, [0.03, 0.1, 0.3, 1, 3]],
  [42, 96, [50, 60, 70, 80, 90]],
  [0.08, 0.3, [0.08, 0.09, 0.1, 0.2, 0.3]],
])("from %d to %d", (low, high, ticks) => expect(logTicks(low, high)).toEqual(ticks));

it("has at most six marks, ascending and within the ends", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -300, max: 300, noNaN: true }),
      fc.double({ min: 0, max: 8, noNaN: true }),
      (at, decades) => {
        const [low, high] = [10 ** at, 10 ** Math.min(300, at + decades)];
        const ticks = logTicks(low, high);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks).toEqual(ticks.filter((tick) => tick >= low && tick <= high).toSorted((a, b) => a - b));
      },
    ),
  );
});
