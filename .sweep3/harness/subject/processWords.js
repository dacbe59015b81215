/** Splits a command into words as a POSIX shell does (2.2 Quoting), with no expansion of any kind. */
/** A run of one kind of text: bare, in single or in double quotes. */
const BARE = /(?:[^\s'"\\]|\\.)+/sy;
const SINGLE = /'([^']*)'/y;
const DOUBLE = /"((?:[^"\\]|\\.)*)"/sy;
const BLANKS = /\s+/y;
/** Throws an Error of one line where a quote is not closed, nothing follows a backslash, or there is no word. */
export function splitWords(command) {
    const words = [];
    let word;
    let at = 0;
    const take = (pattern) => {
        pattern.lastIndex = at;
        const found = pattern.exec(command);
        at += found?.[0].length ?? 0;
        return found;
    };
    while (at < command.length) {
        if (take(BLANKS) !== null) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
            continue;
        }
        const text = take(BARE)?.[0].replace(/\\(.)/gs, unescapeBare) ?? take(SINGLE)?.[1] ?? doubleQuoted(take(DOUBLE));
        if (text === undefined)
            throw new Error(`command: must close every quote, got ${JSON.stringify(command)}`);
        word = (word ?? "") + text;
    }
    if (word !== undefined)
        words.push(word);
    if ((words[0] ?? "") === "")
        throw new Error(`command: must name a program, got ${JSON.stringify(command)}`);
    return words;
}
/** A backslash before the end of a line joins the lines. */
const unescapeBare = (_, next) => (next === "\n" ? "" : next);
/** Within double quotes a backslash quotes only what would be special there. */
const doubleQuoted = (found) => found?.[1]?.replace(/\\([$`"\\\n])/g, unescapeBare);
