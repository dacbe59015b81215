/** `check` at its default shapes and at 300x500. */
import { expect, test } from "vitest";
import { initgate } from "../run.js";

const node = (program: string): string[] => ["--command", `node test/subject/programs/${program}`];

test("at the default shapes the same seed gives the same bytes on any number of threads; another seed others", () => {
  const args = ["check", "--initializer", "glorot_normal,orthogonal,sparse,constant", "--quiet"];
  const [one, two, other] = [
    ["--threads", "1"],
    ["--threads", "2"],
    ["--threads", "2", "--seed", "1"],
  ].map((more) => initgate([...args, ...more]));
  expect([one!.code, two!.code, other!.code]).toEqual([0, 0, 0]);
  for (const file of ["statistics.csv", "verdicts.csv"]) expect(two!.file(file)).toBe(one!.file(file));
  expect(other!.file("statistics.csv")).not.toBe(one!.file("statistics.csv"));
  expect(one!.stdout).toBe("");
});

test("swapped fans fail at 500x300, and a square shape says that it cannot see them", () => {
  const run = initgate([
    "check",
    ...node("he.mjs"),
    "--initializer",
    "he_normal",
    "--shape",
    "500x300",
    "--layout",
    "oi",
  ]);
  // The program answers io whatever it is asked: as oi its fans are swapped.
  expect(run.code).toBe(1);
  const square = initgate(["check", ...node("he.mjs"), "--shape", "40x40", "--layout", "oi"]);
  expect(square.code).toBe(0);
  expect(square.stdout).toContain("fan_in = fan_out");
});
test("the three normals of tfjs fail by the variance that truncation takes, its uniforms pass", () => {
  const run = initgate([
    "check",
    "--subject",
    "tfjs",
    "--shape",
    "300x500",
    "--initializer",
    "he_normal,glorot_normal,lecun_normal,he_uniform,glorot_uniform,lecun_uniform",
    "--json",
  ]);
  expect(run.code).toBe(1);
  const results = JSON.parse(run.stdout).results as {
    key: { initializer: string };
    verdict: string;
    findings: { check: string; statistic: number }[];
  }[];
  for (const { key, verdict, findings } of results) {
    expect(verdict).toBe(key.initializer.endsWith("normal") ? "fail" : "pass");
    const ratio = findings.find(({ check }) => check === "variance")!.statistic;
    // 0.77374 is the variance of a standard normal cut at 2 sd (mpmath, test/golden/truncnorm_moments.csv).
    if (verdict === "fail") expect(Math.abs(ratio - 0.7737413)).toBeLessThan(0.006);
  }
});
