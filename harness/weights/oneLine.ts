/** Foreign text made fit for a message: one line, no control or invisible characters, bounded. */
import { stripVTControlCharacters } from "node:util";

/** Keeps the beginning, or with `keep` "end" the end, of a text longer than `most` characters. */
export function oneLine(text: string, most = 120, keep: "start" | "end" = "start"): string {
  const clean = stripVTControlCharacters(bounded(text, most * MARGIN, keep))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (clean.length <= most) return clean;
  return keep === "start" ? `${clean.slice(0, most)}...` : `...${clean.slice(-most)}`;
}

/** What is dropped and folded may take so much more room than what is kept; beyond it nobody looks. */
const MARGIN = 16;

const bounded = (text: string, most: number, keep: "start" | "end"): string =>
  text.length <= most ? text : keep === "start" ? text.slice(0, most) : text.slice(-most);
