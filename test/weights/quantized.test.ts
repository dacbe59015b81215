/** Quantized weights: numbers again where their scales lie beside them, else named. Values of 8-bit floats are those of their definition. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openWeights } from "../../harness/weights/openWeights.js";
import { audit } from "../../index.js";
import { safetensorsFile } from "./safetensorsOf.js";

type Stored = readonly [dtype: string, shape: readonly number[], bytes: Uint8Array];

/** A safetensors file of these tensors. */
function saved(tensors: Readonly<Record<string, Stored>>): string {
  let at = 0;
  const header = Object.entries(tensors).map(([name, [dtype, shape, bytes]]) => {
    at += bytes.length;
    return [name, { dtype, shape, data_offsets: [at - bytes.length, at] }];
  });
  const data = Buffer.concat(Object.values(tensors).map(([, , bytes]) => bytes));
  const path = join(mkdtempSync(join(tmpdir(), "initgate-quantized-")), "model.safetensors");
  writeFileSync(path, safetensorsFile(Object.fromEntries(header), data));
  return path;
}

const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

async function valuesOf(path: string, name: string): Promise<readonly number[]> {
  const weights = await openWeights(path);
  const { data } = await weights.load(name);
  await weights.close();
  return [...data];
}

test("8-bit floats", async () => {
  // The largest, the least normal and the least subnormal number, 1, -0, and what is no number.
  const four = Uint8Array.of(0x7e, 0x08, 0x01, 0x38, 0x80, 0x7f);
  const five = Uint8Array.of(0x7b, 0x04, 0x01, 0x3c, 0x80, 0x7f, 0x7c);
  const path = saved({
    a: ["F8_E4M3", [6], four],
    a_scale: ["F32", [1], floats(1)],
    b: ["F8_E5M2", [7], five],
    b_scale: ["F32", [], floats(1)],
  });
  expect(await valuesOf(path, "a")).toEqual([448, 2 ** -6, 2 ** -9, 1, -0, Number.NaN]);
  expect(await valuesOf(path, "b")).toEqual([57344, 2 ** -14, 2 ** -16, 1, -0, Number.NaN, Number.POSITIVE_INFINITY]);
});

test("a scale a row, and one a block of 128", async () => {
  const rows = saved({
    "w.weight": ["I8", [2, 2], Uint8Array.of(1, 2, 3, 0xff)],
    "w.weight_scale": ["F32", [2, 1], floats(0.5, 8)],
  });
  expect(await valuesOf(rows, "w.weight")).toEqual([0.5, 1, 24, -8]);
  const ones = new Uint8Array(130 * 129).fill(1);
  const blocks = saved({
    "w.weight": ["I8", [130, 129], ones],
    "w.weight_scale_inv": ["F32", [2, 2], floats(1, 2, 3, 4)],
  });
  const values = await valuesOf(blocks, "w.weight");
  expect([values[127], values[128], values[128 * 129], values[128 * 129 + 128]]).toEqual([1, 2, 3, 4]);
});

test("without a scale, or with one of another shape, it is named", async () => {
  for (const scale of [undefined, [3, 1], [2, 3]]) {
    const beside: Record<string, Stored> =
      scale === undefined ? {} : { "w.weight_scale": ["F32", scale, floats(...Array(scale[0]! * scale[1]!).fill(1))] };
    const { rows } = await audit({
      files: [saved({ "w.weight": ["F8_E4M3", [4, 4], new Uint8Array(16)], ...beside })],
    });
    const row = rows.find(({ tensor }) => tensor === "w.weight")!;
    expect(row.verdict).toBe("undetermined");
    expect(row.note).toMatch(/got F8_E4M3, a quantized weight: audit the weights that it was made from$/);
  }
});

test("an audit says the scale, and judges nothing: neither a pass nor a false alarm", async () => {
  const words = Int8Array.from({ length: 40_000 }, (_, k) => ((k * 7919) % 255) - 127);
  const path = saved({
    "w.weight": ["I8", [200, 200], new Uint8Array(words.buffer)],
    "w.weight_scale": ["F32", [1], floats(0.001)],
  });
  for (const as of [undefined, "he_normal"]) {
    const { rows } = await audit({ files: [path], ...(as === undefined ? {} : { as }) });
    expect(rows.find(({ tensor }) => tensor === "w.weight")).toMatchObject({
      verdict: "undetermined",
      note: "quantized to int8: by the scale beside it its standard deviation is 0.0736; audit the weights that it was made from",
    });
  }
});
