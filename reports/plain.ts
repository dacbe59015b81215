/**
 * Text from a subject may hold anything. Every format prints it on one line, without control characters that a terminal or a
 * parser would act on, and without reversals of direction that would mislead a reader.
 */
import { stripVTControlCharacters } from "node:util";

const SPACES = /[\s\u0085]+/gu;
/** Control characters, lone surrogates, code points that are no characters (illegal in XML), and reversals of direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\p{Bidi_Control}]/gu;

/** One line of printable text: escape sequences go, newlines fold to spaces, what cannot be printed is U+FFFD. */
export function plain(text: string): string {
  return stripVTControlCharacters(text).replace(SPACES, " ").replace(UNPRINTABLE, "\uFFFD").trim();
}

/** The same value with every text in it made plain. */
export const plainTexts = <T>(value: T): T => mapTexts(value) as T;

function mapTexts(value: unknown): unknown {
  if (typeof value === "string") return plain(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapTexts(inner)]));
}
