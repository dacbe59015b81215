/** Fresh files of the libraries that are installed here, read as they read them. INITGATE_TEST_PYTHONS names interpreters that have more. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { FIXTURES, heldByLibrary, heldByUs, madeFiles } from "../weights/fixtureFiles.js";
import { interpreters } from "./interpreters.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-fresh-"));
afterAll(() => rmSync(folder, { recursive: true }));

const KINDS = ["numpy", "torch", "safetensors", "float8", "gguf", "flax", "h5", "keras", "onnx", "tfjs"];

/** Whether one of the Pythons has the library; says so loudly where none does. */
function isMade(kind: string): boolean {
  for (const python of interpreters) {
    try {
      const made = execFileSync(python, [join(FIXTURES, "make.py"), join(folder, kind), kind], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      if (made.includes(`made ${kind}`)) return true;
    } catch {
      // this Python has no NumPy
    }
  }
  console.warn(`no Python here has the library of ${kind}: nothing was compared with it`);
  return false;
}

test.for(KINDS)("%s", async (kind, { skip }) => {
  if (!isMade(kind)) return skip();
  const names = madeFiles(join(folder, kind));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { tensors, integers } = heldByLibrary(join(folder, kind, name));
    expect(await heldByUs(join(folder, kind, name))).toMatchObject({ tensors, integers });
  }
});
