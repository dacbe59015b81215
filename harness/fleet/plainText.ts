/** Plain data as text and back, bit for bit the same: JSON has no NaN, infinities or -0. */

import { parseJson } from "../weights/json.js";

const MARK = "~number";

/** The order of keys is kept. */
export const toText = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) => (isSpecial(value) ? { [MARK]: nameOf(value) } : value));

/** @throws Error of one line where the text is not JSON of a few levels */
export const fromText = (text: string): unknown => revived(parseJson(text));

function revived(value: unknown): unknown {
  if (isMark(value)) return Number(value[MARK]);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revived);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item)]));
}

const isSpecial = (value: unknown): value is number =>
  typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0));

const nameOf = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

const SPECIAL = ["NaN", "Infinity", "-Infinity", "-0"];

function isMark(value: unknown): value is { readonly [MARK]: string } {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, MARK)) return false;
  const name = (value as Record<string, unknown>)[MARK];
  return typeof name === "string" && SPECIAL.includes(name) && Object.keys(value).length === 1;
}
