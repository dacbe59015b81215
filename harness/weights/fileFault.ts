/** Describes in one line why a file could not be read: a system error in words, or the line of an error in TOML. */
import { oneLine } from "./oneLine.js";

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EACCES: "no permission",
  EISDIR: "a directory",
  EMFILE: "too many open files",
};

/** @example fileFault(error) // "must be a readable file, got ENOENT, no such file" */
export function fileFault(error: unknown, most = 300): string {
  const { code, message, line } = error as NodeJS.ErrnoException & { readonly line?: number };
  if (code !== undefined && /^E[A-Z]+$/.test(code)) {
    return `must be a readable file, got ${Object.hasOwn(WORDS, code) ? `${code}, ${WORDS[code]}` : code}`;
  }
  const first = message.split("\n")[0]!;
  return oneLine(line === undefined ? first : `${first}, at line ${line}`, most);
}
