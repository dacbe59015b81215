/** Messages to stderr, all through here: one line, without control characters that a terminal would obey. */
import { oneLine } from "../weights/oneLine.js";

/** The longest message: texts from a subject or a file in it may be longer. */
const LONGEST = 8000;

/** An error as one line, whatever was thrown. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return oneLine(text, LONGEST) || "an error without a message";
}

/** Prints "initgate: ..." on stderr. */
export function tell(message: string): void {
  process.stderr.write(`initgate: ${oneLine(message, LONGEST)}\n`);
}
