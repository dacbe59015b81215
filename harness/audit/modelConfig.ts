/** The numbers in a model's `config.json` beside its weights: layers, widths, ranges. */
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Scope } from "../contract/index.js";
import { parseJson } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";
import { openRandomFile } from "../weights/randomFile.js";

const MOST_BYTES = 2 ** 20;

/**
 * The top-level numbers, true and false as 1 and 0; nothing without such a file. `path` is a file or a folder of weights. Throws
 * an Error of one line if the file is no JSON.
 */
export async function configBeside(path: string): Promise<Scope> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const beside = join(isFolder ? path : dirname(path), "config.json");
  if (!existsSync(beside)) return {};
  const file = await openRandomFile(beside);
  try {
    if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
    const config = parseJson(jsonOf(new TextDecoder().decode(await file.read(0, file.size))));
    if (typeof config !== "object" || config === null) throw new Error("must be an object");
    const numbers = Object.entries(config).map(([name, value]) => [name, typeof value === "boolean" ? +value : value]);
    return Object.fromEntries(numbers.filter((one): one is [string, number] => Number.isFinite(one[1])));
  } catch (error) {
    throw new Error(`${oneLine(beside)}: ${oneLine((error as Error).message, 200)}`);
  } finally {
    await file.close();
  }
}

/** Python writes NaN and Infinity, which are no JSON, and no number that a contract could use. */
const jsonOf = (text: string): string => text.replaceAll(/-?\b(?:NaN|Infinity)\b/g, "null");
