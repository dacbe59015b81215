/** One file of several that cannot be read is a row, and hides nothing of the others. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { encodeNpy } from "../../harness/weights/npy.js";
import { audit, fill, heNormal } from "../../index.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-unreadable-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function saved(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const shape = [30, 40];
const data = fill(heNormal, { shape, layout: "io", seed: 1 });
const right = saved("right.npy", encodeNpy({ shape, dtype: "float32", data }));
const wrong = saved("wrong.npy", encodeNpy({ shape, dtype: "float32", data: data.map((x) => 3 * x) }));
const text = saved("text.pt", "no weights");
const missing = join(folder, "missing.npy");

const verdicts = async (...files: string[]): Promise<string[]> =>
  (await audit({ files, layout: "io", as: "he_normal" })).rows.map(({ verdict }) => verdict);

test("it is undetermined, with its reason, wherever it stands", async () => {
  expect(await verdicts(text, wrong)).toEqual(["undetermined", "fail"]);
  expect(await verdicts(right, missing, wrong, text)).toEqual(["pass", "undetermined", "fail", "undetermined"]);
  const { rows } = await audit({ files: [right, missing, text], layout: "io" });
  expect(rows.map(({ note }) => note.replaceAll(`${folder}/`, ""))).toEqual([
    "",
    "missing.npy: must be a readable file, got ENOENT, no such file",
    expect.stringMatching(/^text\.pt: must be a file of weights, got one that begins with 6e6f20776569/),
  ]);
});

test("where none can be read, nothing is audited", async () => {
  await expect(verdicts(missing)).rejects.toThrow(/missing\.npy: must be a readable file/);
  await expect(verdicts(text, missing)).rejects.toThrow(/text\.pt: must be a file of weights/);
});
