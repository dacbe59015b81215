/** Checks what the caller claims of the weights before anything is judged. */

import { didYouMean, initializerNamed, isNamed, namesOfContract, requireFree, type Scope } from "../contract/index.js";
import { type Initializer, ruleOf } from "../contract/initializer.js";
import { capturedNames, matches } from "../contract/pattern.js";
import { oneLine } from "../weights/oneLine.js";
import type { WeightEntry } from "../weights/weights.js";
import type { Claim, Tied } from "./claims.js";
import { freeName, unfreed } from "./free.js";
import { configBeside } from "./modelConfig.js";

/**
 * The numbers that the claims may use: `given`, completed by the `config.json` beside the weights. Throws a RangeError of one
 * line for a given number that no claim uses.
 */
export async function scopeOf(
  claims: readonly Claim[],
  given: Scope,
  contracts: readonly Initializer[],
  path: string,
): Promise<Scope> {
  const used = claims.flatMap(({ contract, pattern }) => {
    const captured = capturedNames(pattern);
    return namesOfContract(contracts, unfreed(contract).text).filter((name) => !captured.includes(name));
  });
  for (const name of Object.keys(given)) {
    requireFree(name);
    if (used.includes(name)) continue;
    throw new RangeError(`let: must be a number that a contract uses, got ${name}${didYouMean(name, used)}`);
  }
  const missing = used.filter((name) => !Object.hasOwn(given, name));
  if (missing.length === 0) return given;
  const config = await configBeside(path);
  const stray = missing.find((name) => !Object.hasOwn(config, name));
  if (stray !== undefined) {
    throw new RangeError(
      `contract: must be told ${stray}: --let ${stray}=N, [let], {${stray}} in the name, or a config.json beside the weights`,
    );
  }
  return { ...Object.fromEntries(missing.map((name) => [name, config[name]!])), ...given };
}

/** The claim with the canonical name of its contract. Throws a RangeError of one line for an unknown contract. */
export function spelledOut(claim: Claim, scope: Scope, contracts: readonly Initializer[]): Claim {
  const captured = capturedNames(claim.pattern);
  for (const name of captured) requireFree(name);
  const { text, isFree } = unfreed(claim.contract);
  const meant = initializerNamed(contracts, text, {
    ...scope,
    ...Object.fromEntries(captured.map((name) => [name, 1])),
  });
  // The value of a captured number is not known yet, so the arithmetic cannot be checked.
  if (captured.length === 0) ruleOf(meant, claim.params);
  const name = isNamed(meant, text) ? text : meant.name;
  return { ...claim, contract: isFree ? freeName(name) : name };
}

export const isOfIntegers = (entry: WeightEntry): boolean => entry.unsupported !== undefined && entry.integers === true;

/** A pattern that matches nothing is misspelt: the tensor that it should claim would stay unclaimed. */
export function requireMatches(claims: readonly Claim[], tied: readonly Tied[], entries: readonly WeightEntry[]): void {
  const patterns = [
    ...claims.filter(({ optional }) => !optional).map(({ pattern }) => pattern),
    ...tied.filter(({ optional }) => !optional).flatMap(({ names }) => names),
  ];
  for (const pattern of patterns) {
    const fit = entries.filter(({ name }) => matches(pattern, name));
    if (pattern === "*" || fit.some((entry) => !isOfIntegers(entry))) continue;
    const names = entries.map(({ name }) => name);
    const got = fit.length > 0 ? `only integers for ${oneLine(pattern)}` : `none for ${oneLine(pattern)}`;
    throw new RangeError(
      `audit: every pattern must match a tensor, got ${got}${fit.length > 0 ? "" : hint(pattern, names)}`,
    );
  }
}

const hint = (pattern: string, names: readonly string[]): string =>
  /[*?[{]/.test(pattern) || names.length > 10_000 ? "" : oneLine(didYouMean(pattern, names), 120).replace(/^\(/, " (");
