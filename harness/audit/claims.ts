/** Which contract a tensor, or a part of one, is claimed to follow: patterns over names, the first that matches speaks. */
import type { Parameters } from "../contract/initializer.js";
import { type Captures, capturesOf, matches } from "../contract/pattern.js";
import { isWhole, type Part } from "./region.js";

export { matches };

export interface Claim extends Part {
  /** A name, or a glob: `*` stands for anything, `?` `[a-c]` `{a,b}` as in a shell, `{i}` for a number that is captured. */
  readonly pattern: string;
  /** A contract expression. */
  readonly contract: string;
  /** A layout, or a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly groups?: number;
  /** Fans that the shape does not show. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly params?: Parameters;
  /** The pattern may match nothing. */
  readonly optional?: true;
}

/** Tensors that are meant to be one. */
export interface Tied {
  readonly names: readonly string[];
  readonly optional?: true;
}

/** Dumps of several ranks: the named tensors must be equal in all files, and no other may repeat. */
export interface Replicated {
  readonly files: readonly string[];
  readonly names: readonly string[];
}

export interface Spoken {
  readonly claim: Claim;
  /** The numbers that its pattern captured of the name. */
  readonly captures: Captures;
}

/** The claims that speak of a tensor: those of parts, and the first of the whole, which then speaks of what is left. */
export function claimsFor(claims: readonly Claim[], name: string): readonly Spoken[] {
  const spoken: Spoken[] = [];
  for (const claim of claims) {
    const captures = capturesOf(claim.pattern, name);
    if (captures === undefined) continue;
    spoken.push({ claim, captures });
    if (isWhole(claim)) break;
  }
  return spoken;
}

/** The claim that speaks of all of a tensor. */
export function claimFor(claims: readonly Claim[], name: string): Claim | undefined {
  const [first] = claimsFor(claims, name);
  return first !== undefined && isWhole(first.claim) ? first.claim : undefined;
}
