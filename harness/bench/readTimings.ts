/** Reads the rows of a `benchmark.csv` that initgate wrote. */

import { parse } from "csv-parse/sync";
import { fileFault } from "../weights/fileFault.js";
import { oneLine } from "../weights/oneLine.js";
import { openRandomFile } from "../weights/randomFile.js";
import type { Timing } from "./compare.js";

const MOST_BYTES = 2 ** 26;
const COLUMNS = ["implementation", "initializer", "elements", "threads", "samples_ns_per_element"] as const;

/** @throws Error of one line where the path does not name a benchmark.csv */
export async function readTimings(path: string): Promise<readonly Timing[]> {
  try {
    const file = await openRandomFile(path);
    try {
      if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
      return timingsOf(new TextDecoder().decode(await file.read(0, file.size)));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Error(`bench: --compare ${oneLine(path)}: ${fileFault(error)}`);
  }
}

/** @throws Error of one line where the text is no benchmark.csv */
export function timingsOf(text: string): readonly Timing[] {
  const [header = [], ...rows] = cellsOf(text);
  const places = COLUMNS.map((name) => header.indexOf(name));
  const missing = COLUMNS.find((_, k) => places[k]! < 0);
  if (missing !== undefined) throw new Error(`must be a benchmark.csv with the column ${missing}, got none`);
  return rows.map((cells) => {
    const [implementation, initializer, elements, threads, samples] = places.map((at) => cells[at]!) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const numbers = samples.split(" ").filter(Boolean).map(Number);
    if (![elements, threads, ...numbers].every((number) => Number.isFinite(Number(number)))) {
      throw new Error(`must be a benchmark.csv with numbers, got ${oneLine(cells.join(","), 60)}`);
    }
    return { implementation, initializer, elements: Number(elements), threads: Number(threads), samples: numbers };
  });
}

/** Every row has the header's width. */
function cellsOf(text: string): readonly (readonly string[])[] {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`must be a benchmark.csv, but ${oneLine((error as Error).message, 200)}`);
  }
}
