/** The one way of a message to the terminal's error stream: one line, with nothing in it that a terminal would obey. */
import { oneLine } from "../weights/oneLine.js";

/** No message needs more; a stranger's text in it might. */
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
