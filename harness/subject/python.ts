/** Opens a subject that a shipped Python program answers for; the interpreter is the user's. */
import { requirePackageFile } from "../machine/packageFile.js";
import { type CommandOptions, openCommand } from "./command.js";
import { ONE_THREAD } from "./pythonEnvironment.js";
import type { PythonSubject } from "./pythonSubjects.js";
import type { Subject } from "./subject.js";

/** Quoted, so that a path with spaces stays one word. */
const word = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** @throws Error of one line where the program cannot be started; it says what to install where a module is missing. */
export async function openPython(
  name: string,
  { program, packages, preset }: PythonSubject,
  python = "python3",
  options: CommandOptions = {},
): Promise<Subject> {
  const file = requirePackageFile(`harness/subject/adapters/${program}`);
  const subject = await openCommand(`${word(python)} ${word(file)}`, { ...options, environment: ONE_THREAD }).catch(
    (error: Error) => {
      const missing = /ModuleNotFoundError: (No module named '[\w.]+')/.exec(error.message)?.[1];
      if (missing === undefined) throw error;
      throw new Error(
        `${name}: ${python} must have ${packages} installed (${python} -m pip install ${packages}; --python names ` +
          `another interpreter), got ${missing}`,
      );
    },
  );
  return preset === undefined ? subject : { ...subject, description: { ...subject.description, preset } };
}
