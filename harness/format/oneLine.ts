/** Foreign text made fit for a message: one line, no control or invisible characters, bounded. */
import { stripVTControlCharacters } from "node:util";

/** Keeps the beginning, or with `keep` "end" the end, of a text longer than `most` characters. */
export function oneLine(text: string, most = 120, keep: "start" | "end" = "start"): string {
  const clean = stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (clean.length <= most) return clean;
  return keep === "start" ? `${clean.slice(0, most)}...` : `...${clean.slice(-most)}`;
}
