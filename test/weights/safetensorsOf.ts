import { encodeValues } from "../../harness/weights/codec.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import type { Tensor } from "../../harness/weights/tensor.js";

const codes: Readonly<Record<Dtype, string>> = { float64: "F64", float32: "F32", float16: "F16", bfloat16: "BF16" };

/** A header of any content before any bytes. */
export function safetensorsFile(header: string | object, data: Uint8Array): Uint8Array {
  const text = Buffer.from(typeof header === "string" ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

/** A correct file. */
export function safetensorsOf(tensors: Readonly<Record<string, Tensor>>): Uint8Array {
  const parts: Uint8Array[] = [];
  const header: [string, unknown][] = [["__metadata__", { format: "pt" }]];
  let at = 0;
  for (const [name, { shape, dtype, data }] of Object.entries(tensors)) {
    const bytes = encodeValues(dtype, data);
    header.push([name, { dtype: codes[dtype], shape, data_offsets: [at, at + bytes.length] }]);
    parts.push(bytes);
    at += bytes.length;
  }
  return safetensorsFile(Object.fromEntries(header), Buffer.concat(parts));
}
