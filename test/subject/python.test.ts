/** The shipped Python subjects, against the real packages. */
import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { initgate } from "../run.js";

const PYTHON = "/usr/bin/python3";
const has = (module: string): boolean => spawnSync(PYTHON, ["-c", `import ${module}`]).status === 0;

function gate(
  subject: string,
  ...args: string[]
): { code: number | null; results: { key: { initializer: string; contract: string }; verdict: string }[] } {
  const run = initgate(["check", "--subject", subject, "--python", PYTHON, "--json", ...args]);
  expect(run.stderr).toBe("");
  return { code: run.code, results: JSON.parse(run.stdout).results };
}

describe.runIf(announced("numpy"))("numpy", () => {
  test("passes every contract it knows, on every default shape", () => {
    const { code, results } = gate("numpy");
    expect(code).toBe(0);
    expect(results.length).toBeGreaterThan(50);
  });
});

describe.runIf(announced("torch"))("torch", () => {
  test("passes its own contracts on dense and convolutional shapes", () => {
    const { code, results } = gate("torch");
    expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(code).toBe(0);
    expect(results.every(({ key }) => key.contract === `torch:${key.initializer}`)).toBe(true);
  });

  test("plain contracts are asked of the functions that claim them", () => {
    expect(
      gate("torch", "--initializer", "he_normal,glorot_uniform,random_normal,constant,orthogonal", "--shape", "30x50")
        .code,
    ).toBe(0);
  });

  test("grouped convolutions keep their fans; xavier does not know of groups", () => {
    const grouped = ["--layout", "(go)ihw", "--groups", "4", "--shape", "28x5x3x2"];
    expect(gate("torch", "--initializer", "conv_default,orthogonal_,kaiming_normal_", ...grouped).code).toBe(0);
    expect(gate("torch", "--initializer", "xavier_uniform_", ...grouped).code).toBe(1);
  });

  test("packed q/k/v have half the variance of three projections", () => {
    expect(
      gate("torch", "--initializer", "mha_in_proj", "--layout", "(go)i", "--groups", "3", "--shape", "900x300").code,
    ).toBe(1);
  });
});

test("an interpreter without the package is said to be one, with its own last words", () => {
  const run = initgate(["check", "--subject", "torch", "--python", "/no/such/python"]);
  expect(run.stderr).toMatch(/^initgate: .*\/no\/such\/python.*\n$/);
  expect(run.code).toBe(2);
});

/** Absent peers are skipped, loudly. */
function announced(module: string): boolean {
  const found = has(module);
  if (!found) console.warn(`skipped: ${PYTHON} has no ${module}, so the ${module} subject is not tested`);
  return found;
}
