/** Checks what the caller claims of the weights before anything is judged. */

import {
  didYouMean,
  evaluate,
  initializerNamed,
  isNamed,
  namesIn,
  namesOfContract,
  parseArithmetic,
  requireFree,
  type Scope,
} from "../contract/index.js";
import { type Initializer, ruleOf } from "../contract/initializer.js";
import { capturedNames, matches } from "../contract/pattern.js";
import { oneLine } from "../weights/oneLine.js";
import type { WeightEntry } from "../weights/weights.js";
import type { Claim, Tied } from "./claims.js";
import { formatFree, parseFree } from "./free.js";
import { configBeside } from "./modelConfig.js";

/** What is claimed of a model, with the numbers that it takes. */
export interface ResolvedClaims {
  readonly claims: readonly Claim[];
  readonly tied: readonly Tied[];
  readonly scope: Scope;
}

/**
 * The claims that speak of these tensors, each with the canonical name of its contract, and the numbers that they use: `given`,
 * completed by the `config.json` beside the weights. A claim whose `when` is 0 is left out, and one that is optional and matches
 * nothing. Throws a RangeError of one line for an unknown contract, a number that is missing, and a given one that nothing uses.
 */
export async function resolveClaims(
  { claims, tied }: Pick<ResolvedClaims, "claims" | "tied">,
  given: Scope,
  contracts: readonly Initializer[],
  { path, names }: { readonly path: string; readonly names: readonly string[] },
): Promise<ResolvedClaims> {
  const numbersOf = ({ contract, pattern, when }: Claim): readonly string[] => {
    const captured = capturedNames(pattern);
    const own = namesOfContract(contracts, parseFree(contract).text).filter((name) => !captured.includes(name));
    return [...own, ...namesOfCondition(when)];
  };
  const all = [...claims.flatMap(numbersOf), ...tied.flatMap(({ when }) => namesOfCondition(when))];
  requireUsed(given, all);
  const isThere = (pattern: string): boolean => names.some((name) => matches(pattern, name));
  const there = claims.filter(({ pattern, optional }) => !optional || isThere(pattern));
  const areThere = (equal: readonly string[]): boolean =>
    names.filter((name) => equal.some((pattern) => matches(pattern, name))).length > 1;
  const ties = tied.filter(({ names: equal, optional }) => !optional || areThere(equal));
  const used = [...there.flatMap(numbersOf), ...ties.flatMap(({ when }) => namesOfCondition(when))];
  const scope = await completed(given, used, path).catch((error: Error) => {
    // A number may be missing because only an unknown contract takes it: then the error names the contract.
    for (const { contract } of claims.filter((claim) => numbersOf(claim).length > 0))
      initializerNamed(contracts, parseFree(contract).text.replace(/\(.*$/s, ""));
    throw error;
  });
  const holds = ({ when }: { readonly when?: string }): boolean =>
    when === undefined || evaluate(parseArithmetic(when), scope) !== 0;
  // An unknown contract is an error even if no tensor matches its claim.
  const anyNumbers = { ...Object.fromEntries(all.map((name) => [name, 1])), ...scope };
  for (const claim of claims) spelledOut(claim, anyNumbers, contracts);
  return {
    claims: there.filter(holds).map((claim) => spelledOut(claim, scope, contracts)),
    tied: ties.filter(holds),
    scope,
  };
}

const namesOfCondition = (when: string | undefined): readonly string[] =>
  when === undefined ? [] : namesIn(parseArithmetic(when));

function requireUsed(given: Scope, used: readonly string[]): void {
  for (const name of Object.keys(given)) {
    requireFree(name);
    if (used.includes(name)) continue;
    throw new RangeError(`let: must be a number that a contract uses, got ${name}${didYouMean(name, used)}`);
  }
}

async function completed(given: Scope, used: readonly string[], path: string): Promise<Scope> {
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
function spelledOut(claim: Claim, scope: Scope, contracts: readonly Initializer[]): Claim {
  const captured = capturedNames(claim.pattern);
  for (const name of captured) requireFree(name);
  const { text, isFree } = parseFree(claim.contract);
  const meant = initializerNamed(contracts, text, {
    ...scope,
    ...Object.fromEntries(captured.map((name) => [name, 1])),
  });
  // The value of a captured number is not known yet, so the arithmetic cannot be checked.
  if (captured.length === 0) ruleOf(meant, claim.params);
  const name = isNamed(meant, text) ? text : meant.name;
  return { ...claim, contract: isFree ? formatFree(name) : name };
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
