/** The interpreter behind --python is a stranger like any subject: bounded in time, output and life. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { pythonContenders } from "../../harness/bench/python.js";

const folder = mkdtempSync(join(tmpdir(), "bench-python-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program in place of Python; it gets the adapter's path, and ignores it. */
function interpreter(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const wanted = { sizes: [1000], whole: false, threads: 1 };
const refusal = (path: string): Promise<string> =>
  pythonContenders(path, wanted).then(
    () => "none",
    (error: Error) => error.message,
  );

test("a flood without a newline is refused after some kB, with what was said on stderr, as one harmless line", async () => {
  const flood = interpreter("flood", "printf '\\033]0;x\\007no\\n' >&2\nexec tr '\\0' a < /dev/zero");
  expect(await refusal(flood)).toBe(
    "bench: the Python interpreter must answer with a JSON line of at most 65536 bytes, got a longer one; stderr: no",
  );
});

test("an interpreter that is not there, ends, or says something else is one line", async () => {
  expect(await refusal(join(folder, "none"))).toMatch(/must name a program that starts/);
  expect(await refusal(interpreter("ends", "exit 3"))).toMatch(/got "".*$/);
  expect(await refusal(interpreter("talks", "echo hello"))).toMatch(/must answer with a JSON line, got "hello"/);
});

test("names that have no tasks are ignored, and a time must be a time", async () => {
  const odd = interpreter(
    "odd",
    'read a\necho \'{"numpy": "1", "evil": "2"}\'\nread b\necho \'{"ns": -5}\'\nsleep 1000',
  );
  const contenders = await pythonContenders(odd, wanted);
  expect(contenders.map(({ implementation }) => implementation)).toEqual(["numpy"]);
  await expect(contenders[0]!.tasks[0]!.run()).rejects.toThrow("bench: numpy must time he_normal, got -5");
  await contenders[0]!.close!();
});
