/** Colours and marks of verdicts. */
import picocolors from "picocolors";
export const coloursIf = (wanted) => picocolors.createColors(wanted);
export const MARK = { pass: "✓", fail: "✗", undetermined: "?" };
export function paint(verdict, line, colours) {
    if (verdict === "pass")
        return colours.green(line);
    return verdict === "fail" ? colours.bold(colours.red(line)) : colours.yellow(line);
}
/** Colours a padded word, not the spaces around it. */
export function tinted(verdict, padded, colours) {
    const word = padded.trim();
    return verdict === null || word === "" ? padded : padded.replace(word, () => paint(verdict, word, colours));
}
