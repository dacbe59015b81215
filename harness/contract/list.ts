/** Comma-separated lists of contract expressions and globs: commas inside parentheses, braces and brackets do not separate. */

/** `"a(x=1, y=2), b"` -> ["a(x=1, y=2)", "b"]. */
export function splitList(text: string): readonly string[] {
  const items: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    depth = Math.max(0, depth + depthOf(text[at]!));
    if (text[at] !== "," || depth > 0) continue;
    items.push(text.slice(start, at));
    start = at + 1;
  }
  return [...items, text.slice(start)].map((item) => item.trim());
}

/** `"fc*=random_normal(stddev=0.02)"` -> ["fc*", "random_normal(stddev=0.02)"]; undefined without an = outside brackets. */
export function splitClaim(text: string): readonly [pattern: string, contract: string] | undefined {
  let [found, depth] = [-1, 0];
  for (let at = 0; at < text.length; at++) {
    depth = Math.max(0, depth + depthOf(text[at]!));
    if (text[at] === "=" && depth === 0) found = at;
  }
  return found < 0 ? undefined : [text.slice(0, found).trim(), text.slice(found + 1).trim()];
}

const depthOf = (character: string): number => ("({[".includes(character) ? 1 : ")}]".includes(character) ? -1 : 0);
