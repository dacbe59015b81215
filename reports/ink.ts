/** Colours and marks of verdicts. */
import picocolors from "picocolors";
import type { Verdict } from "../harness/record/index.js";

export type Colours = ReturnType<typeof picocolors.createColors>;

export const coloursIf = (wanted: boolean): Colours => picocolors.createColors(wanted);

export const MARK: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✗", undetermined: "?" };

export function paint(verdict: Verdict, line: string, colours: Colours): string {
  if (verdict === "pass") return colours.green(line);
  return verdict === "fail" ? colours.bold(colours.red(line)) : colours.yellow(line);
}

/** Colours a padded word, not the spaces around it. */
export function tinted(verdict: Verdict | null, padded: string, colours: Colours): string {
  const word = padded.trim();
  return verdict === null || word === "" ? padded : padded.replace(word, () => paint(verdict, word, colours));
}
