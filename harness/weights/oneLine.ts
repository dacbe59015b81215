/** Makes foreign text fit for a message: one line of bounded length, without control or invisible characters. */
import { stripVTControlCharacters } from "node:util";

/** Keeps the beginning (or the end, if `keep` is "end") of a text longer than `most` characters. */
export function oneLine(text: string, most = 120, keep: "start" | "end" = "start"): string {
  const clean = stripVTControlCharacters(bounded(text, most * MARGIN, keep))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (clean.length <= most) return clean;
  return keep === "start" ? `${clean.slice(0, most)}...` : `...${clean.slice(-most)}`;
}

/** Dropped and folded characters may take this many times the room of those kept; the rest is not examined. */
const MARGIN = 16;

const bounded = (text: string, most: number, keep: "start" | "end"): string =>
  text.length <= most ? text : keep === "start" ? text.slice(0, most) : text.slice(-most);
