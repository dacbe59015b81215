/** Printing to stdout. A reader that closes early is no error; any other failed write is one line and exit 2. */

import { oneLine } from "../weights/oneLine.js";

/** Error codes of a closed reader: EOF on Windows, the others on the second write after it closed. */
const GONE = new Set(["EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED"]);

/** Errors of the streams are handled at each write; without a listener they would end the program. */
export function guardStreams(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

/**
 * Writes to stdout, and waits until it is written.
 *
 * @throws Error "stdout: must be writable, got CODE"
 */
export function print(text: string): Promise<void> {
  if (text === "") return Promise.resolve();
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      const code = (error as NodeJS.ErrnoException | null | undefined)?.code ?? "";
      if (!error || GONE.has(code)) resolve();
      else reject(new Error(`stdout: must be writable, got ${code || error.message}`));
    });
  });
}

/** Prints foreign texts, one line for each. */
export const printLines = (lines: readonly string[]): Promise<void> =>
  print(`${lines.map((line) => oneLine(line, 500)).join("\n")}\n`);
