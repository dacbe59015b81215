/** Subjects that a shipped Python program answers for; the interpreter is the user's. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openCommand } from "./command.js";
/** Beside the sources, or where the package keeps them when this file is a built one. */
function adapter(name) {
    const places = ["./adapters/", "../../../harness/subject/adapters/"];
    const found = places.map((place) => fileURLToPath(new URL(`${place}${name}`, import.meta.url))).find(existsSync);
    if (found === undefined)
        throw new Error(`python: the adapter ${name} must lie in the package, got none`);
    return found;
}
/** Quoted, so that a path with spaces stays one word. */
const word = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
export async function openPython(program, python = "python3", options = {}, preset) {
    const subject = await openCommand(`${word(python)} ${word(adapter(program))}`, options);
    return preset === undefined ? subject : { ...subject, description: { ...subject.description, preset } };
}
