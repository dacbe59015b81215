/** The table of the shipped Python subjects: each program is there, its contracts exist, and what is absent says what to install. */
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPython } from "../../harness/subject/python.js";
import { pythonSubjects } from "../../harness/subject/pythonSubjects.js";
import { presets } from "../../initializers/presets/index.js";
import { initgate, ROOT } from "../run.js";

const subjects = Object.entries(pythonSubjects);

/** An interpreter that has no module of the kind. */
function without(module: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "initgate-python-")), "python");
  writeFileSync(file, `#!/bin/sh\necho "ModuleNotFoundError: No module named '${module}'" >&2\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}

test.each(subjects)("%s has its program and its contracts", (_, { program, preset }) => {
  expect(existsSync(join(ROOT, "harness/subject/adapters", program))).toBe(true);
  if (preset !== undefined) expect(presets.some(({ name }) => name.startsWith(`${preset}:`))).toBe(true);
});

test.each(subjects)("%s says in one line what to install where its package is missing", async (name, subject) => {
  const python = without("the_framework");
  await expect(openPython(name, subject, python)).rejects.toThrow(
    `${name}: ${python} must have ${subject.packages} installed (${python} -m pip install ${subject.packages}; ` +
      "--python names another interpreter), got No module named 'the_framework'",
  );
});

test("the command line says it on stderr, and exits 2", () => {
  const { code, stderr } = initgate(["check", "--subject", "jax", "--python", without("jax")]);
  expect(stderr).toMatch(/^initgate: jax: .* must have jax installed \(.*\), got No module named 'jax'\n$/);
  expect(code).toBe(2);
});
