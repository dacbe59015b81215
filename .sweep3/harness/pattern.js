/** Patterns over names, of tensors and of initializers: globs, and `{i}` for a number that is captured. */
import picomatch from "picomatch";
/** In names neither `.` nor `/` is a boundary. */
const OPTIONS = { bash: true, dot: true };
/** `{layer}`, but not `{a,b}`. */
const CAPTURE = /\{([A-Za-z_]\w*)\}/g;
export const isGlob = (pattern) => /[*?[{]/.test(pattern);
/** A name matches itself, whatever brackets it has. */
export const matches = (pattern, name) => capturesOf(pattern, name) !== undefined;
/** What the pattern captures of this name: `capturesOf("layers.{i}.*", "layers.3.weight")` is `{ i: 3 }`. */
export function capturesOf(pattern, name) {
    if (pattern === name)
        return {};
    const found = matcherOf(pattern).exec(name);
    if (found === null)
        return undefined;
    return Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, digits]) => [key, Number(digits)]));
}
/** The names that a pattern captures. */
export const capturedNames = (pattern) => [
    ...new Set([...pattern.matchAll(CAPTURE)].map(([, name]) => name)),
];
const matchers = new Map();
function matcherOf(pattern) {
    let matcher = matchers.get(pattern);
    if (matcher === undefined) {
        matcher = compiled(pattern);
        matchers.set(pattern, matcher);
    }
    return matcher;
}
/** Letters of no name: they pass through the glob, escaped at most, and stand where a capture stood. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"];
function compiled(pattern) {
    const glob = picomatch.makeRe(pattern.replaceAll(CAPTURE, `${OPEN}$1${CLOSE}`), OPTIONS);
    const seen = new Set();
    const source = glob.source.replaceAll(new RegExp(`\\\\?${OPEN}(\\w+)\\\\?${CLOSE}`, "g"), (_, name) => {
        if (seen.has(name))
            return `\\k<${name}>`;
        seen.add(name);
        return `(?<${name}>\\d+)`;
    });
    return new RegExp(source, glob.flags);
}
