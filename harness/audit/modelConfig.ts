/** The numbers in a model's `config.json` beside its weights: layers, widths, ranges. */
import { dirname, join } from "node:path";
import type { Scope } from "../contract/index.js";
import { parseJson } from "../weights/json.js";
import { openRandomFile } from "../weights/randomFile.js";

const MOST_BYTES = 2 ** 20;

/** The top-level numbers; nothing if there is no such file. */
export async function configBeside(path: string): Promise<Scope> {
  try {
    const file = await openRandomFile(join(dirname(path), "config.json"));
    try {
      if (file.size > MOST_BYTES) return {};
      const config = parseJson(new TextDecoder().decode(await file.read(0, file.size)));
      return Object.fromEntries(
        Object.entries(config as object).filter((one): one is [string, number] => Number.isFinite(one[1])),
      );
    } finally {
      await file.close();
    }
  } catch {
    return {};
  }
}
