/** Patterns over names, of tensors and of initializers: globs, and `{i}` for a number that is captured. */
import picomatch from "picomatch";

/** In names neither `.` nor `/` is a boundary. */
const OPTIONS = { bash: true, dot: true } as const;
/** `{layer}`, but not `{a,b}`. */
const CAPTURE = /\{([A-Za-z_]\w*)\}/g;

/** The numbers that `{i}` and its like stand for. */
export type Captures = Readonly<Record<string, number>>;

export const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern);

/** A name matches itself, whatever brackets it has. */
export const matches = (pattern: string, name: string): boolean => capturesOf(pattern, name) !== undefined;

/** What the pattern captures of this name: `capturesOf("layers.{i}.*", "layers.3.weight")` is `{ i: 3 }`. */
export function capturesOf(pattern: string, name: string): Captures | undefined {
  if (pattern === name) return {};
  const found = matcherOf(pattern).exec(name);
  if (found === null) return undefined;
  return Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, digits]) => [key, Number(digits)]));
}

/** The names that a pattern captures. */
export const capturedNames = (pattern: string): readonly string[] => [
  ...new Set([...pattern.matchAll(CAPTURE)].map(([, name]) => name!)),
];

const matchers = new Map<string, RegExp>();

function matcherOf(pattern: string): RegExp {
  let matcher = matchers.get(pattern);
  if (matcher === undefined) {
    matcher = compiled(pattern);
    matchers.set(pattern, matcher);
  }
  return matcher;
}

/** Letters of no name: they pass through the glob, escaped at most, and stand where a capture stood. */
const [OPEN, CLOSE] = ["\uE000", "\uE001"] as const;

function compiled(pattern: string): RegExp {
  const glob = picomatch.makeRe(pattern.replaceAll(CAPTURE, `${OPEN}$1${CLOSE}`), OPTIONS);
  const seen = new Set<string>();
  const source = glob.source.replaceAll(new RegExp(`\\\\?${OPEN}(\\w+)\\\\?${CLOSE}`, "g"), (_, name: string) => {
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>\\d+)`;
  });
  return new RegExp(source, glob.flags);
}
