/**
 * The digest of everything in a file that a tensor's verdict depends on: on another machine the same path may lead to
 * another file.
 */

import { createHash } from "node:crypto";
import type { Weights } from "../weights/openWeights.js";
import { weightNames } from "../weights/weightNames.js";
import { byName } from "./tensor.js";

/**
 * SHA-256 of its sizes, its type and its entries, and of the sizes of the weight beside a bias.
 *
 * @throws Error of one line if it cannot be read
 */
export async function contentOf(weights: Weights, tensor: string): Promise<string> {
  const digest = createHash("sha256").update(headOf(weights, tensor));
  for await (const { buffer, byteOffset, byteLength } of weights.pieces(tensor))
    digest.update(new Uint8Array(buffer, byteOffset, byteLength));
  return digest.digest("hex");
}

/** The digest of sizes and types, which are known before any entry is read. */
export function headOf(weights: Weights, tensor: string): string {
  const facts = [tensor, ...weightNames(tensor)].map((name) => {
    const { shape, dtype, fortran = false, quantized = "" } = byName(weights).get(name) ?? {};
    return [name, shape, dtype, fortran, quantized];
  });
  return JSON.stringify([weights.layouts, facts]);
}
