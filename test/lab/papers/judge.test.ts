import { describe, expect, it } from "vitest";
import { judge } from "./judge.js";
import { isPrinted } from "./published.js";

const statistic = { name: "mean", limit: 1 };
const spread = [0.9, 1.1, 0.8, 1.2, 1.05, 0.95];

describe("the judge", () => {
  it("passes a mean within its band, and fails one outside", () => {
    expect(judge(statistic, spread, [], 1e-3).verdict).toBe("pass");
    const shifted = spread.map((value) => value + 2);
    expect(judge(statistic, shifted, [], 1e-3)).toMatchObject({ verdict: "fail" });
  });

  it("uses a known variance where there is one", () => {
    const { standardError, verdict } = judge({ ...statistic, variance: 1e-6 }, [1.1, 1.1, 1.1, 1.1], [], 1e-3);
    expect(standardError).toBeCloseTo(5e-4, 12);
    expect(verdict).toBe("fail");
  });

  it("asks nothing of a mean inside an interval", () => {
    expect(judge({ ...statistic, limit: [0.5, 1.5] }, spread, [], 1e-3)).toMatchObject({ z: 0, verdict: "pass" });
  });

  it("doubts NaN, and one network", () => {
    expect(judge(statistic, [1, Number.NaN, 1], [], 1e-3).verdict).toBe("undetermined");
    expect(judge(statistic, [1.5], [], 1e-3).verdict).toBe("undetermined");
  });

  it("fails an exact statistic that is off by more than rounding, however little", () => {
    expect(judge({ ...statistic, rounding: 1e-6 }, [1 + 5e-7, 1 + 5e-7], [], 1e-3).verdict).toBe("pass");
    expect(judge({ ...statistic, rounding: 1e-6 }, [1 + 5e-6, 1 + 5e-6], [], 1e-3).verdict).toBe("fail");
  });

  it("counts the error of the reference networks", () => {
    const far = spread.map((value) => value + 0.2);
    expect(judge(statistic, far, spread, 1e-3).standardError).toBeGreaterThan(
      judge(statistic, far, [], 1e-3).standardError,
    );
  });

  it.each([1e-3, 0.05])("rejects right networks as often as it says, level %f", (level) => {
    // Exact by symmetry: a band at this level must reach Student's quantile.
    const { band, standardError } = judge(statistic, spread, [], level);
    expect((band[1] - 1) / standardError).toBeGreaterThan(level === 0.05 ? 2.57 : 6.8);
    expect((band[1] - 1) / standardError).toBeLessThan(level === 0.05 ? 2.58 : 6.9);
  });
});

it("a published number agrees to its last digit, and no further", () => {
  expect(isPrinted(0.46026, ".4603")).toBe(true);
  expect(isPrinted(0.4602, ".4603")).toBe(false);
  expect(isPrinted(17008, "1.7e4")).toBe(true);
  expect(isPrinted(17600, "1.7e4")).toBe(false);
  expect(isPrinted(9.31e-10, "9.3e-10")).toBe(true);
  expect(isPrinted(Number.NaN, "1")).toBe(false);
});
