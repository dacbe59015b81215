/** Which contract a tensor is claimed to follow: patterns over names, the first that matches speaks. */
import picomatch from "picomatch";
import type { Parameters } from "../initializer.js";

export interface Claim {
  /** A name, or a glob: `*` stands for anything, `?` `[a-c]` `{a,b}` as in a shell. */
  readonly pattern: string;
  readonly contract: string;
  /** A layout, or a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly groups?: number;
  readonly params?: Parameters;
}

/** In names of tensors neither `.` nor `/` is a boundary. */
const OPTIONS = { bash: true, dot: true } as const;

/** A name matches itself, whatever brackets it has. */
export function matches(pattern: string, name: string): boolean {
  return pattern === name || picomatch.isMatch(name, pattern, OPTIONS);
}

export const claimFor = (claims: readonly Claim[], name: string): Claim | undefined =>
  claims.find(({ pattern }) => matches(pattern, name));
