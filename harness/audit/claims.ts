/** Which contract a tensor is claimed to follow: patterns over names, the first that matches speaks. */
import type { Parameters } from "../initializer.js";
import { matches } from "../pattern.js";

export { matches };

export interface Claim {
  /** A name, or a glob: `*` stands for anything, `?` `[a-c]` `{a,b}` as in a shell. */
  readonly pattern: string;
  readonly contract: string;
  /** A layout, or a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly groups?: number;
  readonly params?: Parameters;
}

export const claimFor = (claims: readonly Claim[], name: string): Claim | undefined =>
  claims.find(({ pattern }) => matches(pattern, name));
