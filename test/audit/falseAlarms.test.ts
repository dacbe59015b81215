/** Right models, at a level so high that a wrong reckoning would show: how often an audit fails them. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { audit } from "../../harness/audit/audit.js";
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import { binomialSf } from "../../harness/numeric/index.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { glorotUniform, heNormal, lecunUniform, orthogonal, randomNormal } from "../../initializers/index.js";
import { presets } from "../../initializers/presets/index.js";
import { safetensorsOf } from "../weights/safetensorsOf.js";

const ALPHA = 0.2;
const MODELS = 120;
const NO_CHANCE = 1e-6;

const preset = (name: string): Initializer => presets.find((one) => one.name === name)!;
const LAYERS: Readonly<Record<string, { readonly initializer: Initializer; readonly shape: readonly number[] }>> = {
  "a.weight": { initializer: heNormal, shape: [50, 70] },
  "b.weight": { initializer: glorotUniform, shape: [33, 80] },
  "c.weight": { initializer: lecunUniform, shape: [12, 5, 3, 3] },
  "d.weight": { initializer: orthogonal, shape: [40, 24] },
  "e.weight": { initializer: preset("keras:he_normal"), shape: [64, 48] },
  "f.weight": { initializer: randomNormal, shape: [30, 12] },
};

async function failures(first: number, claimed: boolean): Promise<number> {
  const path = join(mkdtempSync(join(tmpdir(), "initgate-alarms-")), "model.safetensors");
  let failed = 0;
  for (let model = 0; model < MODELS; model++) {
    const tensors = Object.entries(LAYERS).map(([name, { initializer, shape }], k) => {
      const layout = shape.length === 2 ? "oi" : "oihw";
      const data = fill(initializer, { shape, layout, seed: first + model * 10 + k });
      return [name, { shape, dtype: "float32" as const, data }] as const;
    });
    writeFileSync(path, safetensorsOf(Object.fromEntries(tensors)));
    const claims = claimed
      ? Object.entries(LAYERS).map(([pattern, { initializer }]) => ({ pattern, contract: initializer.name }))
      : [];
    const { rows } = await audit({ files: [path], claims, alpha: ALPHA }, surroundings.contracts);
    if (rows.some(({ verdict }) => verdict === "fail")) failed++;
  }
  return failed;
}

test.each([true, false])("right models fail no more often than alpha says, claimed: %s", async (claimed) => {
  const failed = await failures(claimed ? 0 : 100_000, claimed);
  expect(binomialSf(failed, MODELS, ALPHA), `${failed} of ${MODELS}`).toBeGreaterThan(NO_CHANCE);
  expect(failed).toBeLessThan(MODELS * ALPHA);
});
