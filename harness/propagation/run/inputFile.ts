/** Inputs of networks from a file. */
import { openWeights } from "../../weights/openWeights.js";

/** Inputs of one network are run side by side. */
export const MOST_INPUTS = 1024;

/**
 * The rows of a .npy file, inputs by features.
 *
 * @throws Error of one line for a file that cannot be read or holds anything else
 */
export async function readInputs(path: string): Promise<readonly Float64Array[]> {
  const file = await openWeights(path);
  try {
    const entry = file.entries[0];
    const is = file.entries.length === 1 && entry?.unsupported === undefined && entry?.shape.length === 2;
    if (!is) throw new Error(`${path}: must hold one array of inputs x features`);
    const { shape, data } = await file.load(entry!.name);
    const [count, features] = shape as [number, number];
    if (!(count >= 1 && count <= MOST_INPUTS))
      throw new Error(`${path}: must hold 1 to ${MOST_INPUTS} inputs, got ${count}`);
    const rows = Array.from({ length: count }, (_, i) =>
      Float64Array.from(data.subarray(i * features, (i + 1) * features)),
    );
    const bad = rows.findIndex((row) => !(row.some((x) => x !== 0) && row.every(Number.isFinite)));
    if (bad >= 0) throw new Error(`${path}: every input must be finite and not all zero, got input ${bad}`);
    return rows;
  } finally {
    await file.close();
  }
}
