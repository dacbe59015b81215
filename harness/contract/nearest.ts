/** The known name that a misspelt one is nearest to. */
import { closest, distance } from "fastest-levenshtein";

/** Letters that may differ: a third of the name. */
const SHARE = 1 / 3;

/** `" (did you mean he_normal?)"`, or nothing where no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  // A framework's name is near though its prefix is left out.
  const bare = known.find((one) => one.split(":")[1] === name);
  const best = bare ?? closest(name.toLowerCase(), [...known]);
  const most = Math.max(1, Math.floor(Math.max(name.length, best.length) * SHARE));
  const swapped = lettersOf(name) === lettersOf(best);
  return bare !== undefined || swapped || distance(name.toLowerCase(), best.toLowerCase()) <= most
    ? ` (did you mean ${best}?)`
    : "";
}

/** Two letters in the wrong order are as near as one that is wrong. */
const lettersOf = (name: string): string => [...name.toLowerCase()].sort().join("");
