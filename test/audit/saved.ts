/** Models at rest, as files. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill, type Initializer, type WeightSpec } from "../../harness/contract/initializer.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { safetensorsOf } from "../weights/safetensorsOf.js";

export type Model = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;

export const weight = (initializer: Initializer, spec: WeightSpec & { readonly seed?: number }): Model[string] => ({
  shape: spec.shape,
  data: fill(initializer, spec),
});

const folder = mkdtempSync(join(tmpdir(), "initgate-model-"));
let files = 0;

export function saved(model: Model, dtype: Dtype = "float32"): string {
  const path = join(folder, `${files++}.safetensors`);
  writeFileSync(
    path,
    safetensorsOf(Object.fromEntries(Object.entries(model).map(([name, one]) => [name, { ...one, dtype }]))),
  );
  return path;
}

export function savedText(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
