/** Subjects that a shipped Python program answers for; the interpreter is the user's. */
import { requirePackageFile } from "../machine/packageFile.js";
import { type CommandOptions, openCommand } from "./command.js";
import type { Subject } from "./subject.js";

/** Quoted, so that a path with spaces stays one word. */
const word = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export async function openPython(
  program: string,
  python = "python3",
  options: CommandOptions = {},
  preset?: string,
): Promise<Subject> {
  const subject = await openCommand(
    `${word(python)} ${word(requirePackageFile(`harness/subject/adapters/${program}`))}`,
    options,
  );
  return preset === undefined ? subject : { ...subject, description: { ...subject.description, preset } };
}
