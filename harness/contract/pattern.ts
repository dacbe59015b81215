/** Patterns over names of tensors and initializers: globs, and `{i}`, which captures a number. */
import picomatch from "picomatch";

/** Neither `.` nor `/` is a boundary in a name. */
const OPTIONS = { bash: true, dot: true } as const;
/** `{layer}`, but not `{a,b}`. */
const CAPTURE = /\{([A-Za-z_]\w*)\}/g;

/** The numbers that captures such as `{i}` match. */
export type Captures = Readonly<Record<string, number>>;

export const isGlob = (pattern: string): boolean => /[*?[{]/.test(pattern);

/** A name matches itself, whatever brackets it has. */
export const matches = (pattern: string, name: string): boolean => capturesOf(pattern, name) !== undefined;

/** The numbers that the pattern captures from this name: `capturesOf("layers.{i}.*", "layers.3.weight")` is `{ i: 3 }`. */
export function capturesOf(pattern: string, name: string): Captures | undefined {
  if (pattern === name) return {};
  const found = matcherOf(pattern).exec(name);
  if (found === null) return undefined;
  return Object.fromEntries(Object.entries(found.groups ?? {}).map(([key, digits]) => [key, Number(digits)]));
}

/** Whole words of a name that are numbers: layers, experts. `w2` is a name of its own. */
const INDEX = /(?<![^./_:])\d+(?![^./_:])/g;

/** The numbers of layers and the like in a name: `indicesIn("layers.3.mlp.w2.weight")` is `["3"]`. */
export const indicesIn = (name: string): readonly string[] => [...name.matchAll(INDEX)].map(([index]) => index);

/** The name for all its numbers of layers: `layers.*.mlp.w2.weight`. */
export const withoutIndices = (name: string): string => name.replaceAll(INDEX, "*");

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

/** Characters that occur in no name: they pass through the glob compiler, at most escaped, and mark the captures. */
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
