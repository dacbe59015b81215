/** Which contract a tensor, or a part of it, is claimed to follow: patterns over names; the first match decides. */
import type { Parameters } from "../contract/initializer.js";
import { type Captures, capturesOf } from "../contract/pattern.js";
import { isWhole, type Part } from "./region.js";

export interface Claim extends Part {
  /** A name, or a glob: `*` matches anything, `?` `[a-c]` `{a,b}` as in a shell, `{i}` captures a number. */
  readonly pattern: string;
  /** A contract expression. */
  readonly contract: string;
  /** A layout, or a comma-separated list from which the number of axes selects. */
  readonly layout?: string;
  readonly groups?: number;
  /** Fans that the shape does not show. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly params?: Parameters;
  /** The pattern may match nothing. */
  readonly optional?: true;
  /** Arithmetic of the model's numbers: the claim holds where it is not 0. */
  readonly when?: string;
}

/** Tensors that must be equal. */
export interface Tied {
  readonly names: readonly string[];
  readonly optional?: true;
  /** Arithmetic of the model's numbers: the tie holds where it is not 0. */
  readonly when?: string;
}

/** Dumps of several ranks: the named tensors must be equal in all files, and no other tensor may repeat. */
export interface Replicated {
  readonly files: readonly string[];
  readonly names: readonly string[];
}

export interface ClaimMatch {
  readonly claim: Claim;
  /** The numbers that the pattern captured from the name. */
  readonly captures: Captures;
}

/**
 * The claims on a tensor: first those on its parts, then the first claim on the whole tensor, which covers the entries
 * outside these parts.
 */
export function claimsFor(claims: readonly Claim[], name: string): readonly ClaimMatch[] {
  const spoken: ClaimMatch[] = [];
  for (const claim of claims) {
    const captures = capturesOf(claim.pattern, name);
    if (captures === undefined) continue;
    spoken.push({ claim, captures });
    if (isWhole(claim)) break;
  }
  return spoken;
}

/** The claim that covers a whole tensor. */
export function claimFor(claims: readonly Claim[], name: string): Claim | undefined {
  const [first] = claimsFor(claims, name);
  return first !== undefined && isWhole(first.claim) ? first.claim : undefined;
}
