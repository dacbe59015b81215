/** The known name closest to a misspelt one. */
import { closest, distance } from "fastest-levenshtein";

/** The share of a name's letters that may differ. */
const SHARE = 1 / 3;

/** Fewer letters are the beginning of too many names. */
const SHORTEST = 3;

/** `" (did you mean he_normal?)"`, or nothing if no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  // A framework's name without its prefix is close too.
  const bare = known.find((one) => one.split(":")[1] === name);
  const best = bare ?? closest(name.toLowerCase(), [...known]);
  const most = Math.max(1, Math.floor(Math.max(name.length, best.length) * SHARE));
  const begun = name.length >= SHORTEST ? known.find((one) => one.startsWith(name.toLowerCase())) : undefined;
  if (begun !== undefined && bare === undefined) return ` (did you mean ${begun}?)`;
  const swapped = lettersOf(name) === lettersOf(best);
  return bare !== undefined || swapped || distance(name.toLowerCase(), best.toLowerCase()) <= most
    ? ` (did you mean ${best}?)`
    : "";
}

/** A name with the same letters in another order is close too. */
const lettersOf = (name: string): string => [...name.toLowerCase()].sort().join("");
