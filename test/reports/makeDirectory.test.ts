import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeDirectory } from "../../harness/command/results/makeDirectory.js";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-directory-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("creates what is missing, and answers the first directory that was", () => {
  expect(makeDirectory(join(folder, "a", "b", "c"))).toBe(join(folder, "a"));
  expect(makeDirectory(join(folder, "a", "b", "d"))).toBe(join(folder, "a", "b", "d"));
  expect(makeDirectory(join(folder, "a", "b"))).toBeUndefined();
  expect(statSync(join(folder, "a", "b", "d")).isDirectory()).toBe(true);
});

test("a file in the way is an error", () => {
  writeFileSync(join(folder, "file"), "");
  expect(() => makeDirectory(join(folder, "file"))).toThrow("EEXIST");
  expect(() => makeDirectory(join(folder, "file", "below"))).toThrow("ENOTDIR");
});

// Node's `recursive` goes round for ever there, deaf to signals: in a process of its own, so that this one ends.
test.runIf(process.platform === "linux")("where the system lets nobody create one, that is said", () => {
  const { code, stderr } = initgate(["check", "--initializer", "zeros", "--shape", "3x5", "--out", "/proc/nowhere/x"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "initgate: report: /proc/nowhere/x must be writable, got ENOENT\n",
  });
});
