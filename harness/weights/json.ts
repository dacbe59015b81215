/** JSON from files and programs: parsed within bounds, and quoted in messages of bounded length. */
import { oneLine } from "./oneLine.js";

/** No format here nests deeper than a few levels; recursion over the parsed value must not overflow the stack. */
const MOST_DEPTH = 64;

const OPENING = /[[{]/;
const STRUCTURE = /["[\]{}]/g;
const STRING_END = /["\\]/g;

/** @throws Error of one line, "must be JSON, got ...", also for values nested more than 64 deep. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new Error(`must be JSON of at most ${MOST_DEPTH} nested levels, got more`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`must be JSON, got ${text.trim() === "" ? "nothing" : `"${oneLine(text, 60)}"`}`);
  }
}

/** Whether more than 64 brackets are open anywhere outside strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  STRUCTURE.lastIndex = 0;
  for (let found = STRUCTURE.exec(text); found !== null; found = STRUCTURE.exec(text)) {
    const [bracket] = found;
    if (bracket === '"') STRUCTURE.lastIndex = endOfString(text, STRUCTURE.lastIndex);
    else if (!OPENING.test(bracket)) depth--;
    else if (++depth > MOST_DEPTH) return true;
  }
  return false;
}

/** The index after the closing quote of the string that begins before `from`. */
function endOfString(text: string, from: number): number {
  STRING_END.lastIndex = from;
  for (let found = STRING_END.exec(text); found !== null; found = STRING_END.exec(text)) {
    if (found[0] === '"') return STRING_END.lastIndex;
    STRING_END.lastIndex++;
  }
  return text.length;
}

const QUOTED_ITEMS = 8;
const QUOTED_DEPTH = 3;

/** The value as JSON for a message: one line of at most `most` characters, however large or deep the value. */
export function quoteJson(value: unknown, most = 80): string {
  return oneLine(JSON.stringify(excerpt(value, QUOTED_DEPTH, most)) ?? "nothing", most);
}

/** The first items of the first levels. */
function excerpt(value: unknown, depth: number, most: number): unknown {
  if (typeof value === "string") return value.slice(0, most + 1);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "...";
  if (Array.isArray(value)) return value.slice(0, QUOTED_ITEMS).map((item) => excerpt(item, depth - 1, most));
  const entries = Object.entries(value).slice(0, QUOTED_ITEMS);
  return Object.fromEntries(entries.map(([key, item]) => [key.slice(0, most), excerpt(item, depth - 1, most)]));
}
