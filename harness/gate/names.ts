/** Which of a subject's names are gated, and against which contract. */
import {
  type Argument,
  argumentsOf,
  didYouMean,
  fansOf,
  formatContract,
  initializerNamed,
  isFan,
  isNamed,
  parseContract,
} from "../contract/index.js";
import type { Initializer, Parameters } from "../contract/initializer.js";
import { isGlob, matches } from "../contract/pattern.js";
import type { Shape } from "../contract/shape.js";
import type { Description, SubjectClaim } from "../subject/subject.js";

/** The user's choice of names; by default every name that the subject offers. */
export interface NameSelection {
  /** Names, globs of them, and names with parameters: `he_*`, `random_normal(stddev=0.02)`. */
  readonly initializers?: readonly string[];
  /** Names and globs that are left out. */
  readonly exclude?: readonly string[];
  readonly params?: Parameters;
  /** The contract to judge by, if it does not have the same name. */
  readonly as?: string;
}

/** One name as the user wrote it. */
export interface RequestedName {
  /** The canonical text, with parameters. */
  readonly text: string;
  /** The name that is sent to the subject. */
  readonly name: string;
  readonly parameters: readonly Argument[];
  readonly contract: Initializer;
}

/** An offered name that cannot be judged. */
export interface Unclaimed {
  readonly name: string;
  readonly reason: string;
}

export const claimOf = (name: string, { claims = {} }: Description): SubjectClaim =>
  Object.hasOwn(claims, name) ? claims[name]! : {};

/** The contract of a subject's name: the one it claims, else the one of its framework if there is one, else the plain one. */
export function contractOf(name: string, description: Description, contracts: readonly Initializer[]): string {
  const own = `${description.preset}:${name}`;
  return claimOf(name, description).as ?? (contracts.some((one) => one.name === own) ? own : name);
}

/**
 * The names to gate, in the order of the user or of the subject, and offered names without a contract.
 *
 * @throws RangeError of one line for an unknown name, or a pattern that matches none
 */
export function namesOf(
  names: NameSelection,
  description: Description,
  contracts: readonly Initializer[],
): { readonly asked: readonly RequestedName[]; readonly unclaimed: readonly Unclaimed[] } {
  const offered = [...new Set([...description.initializers, ...Object.keys(description.claims ?? {})])];
  const excluded = (name: string): boolean => names.exclude?.some((pattern) => matches(pattern, name)) === true;
  for (const pattern of names.exclude ?? []) expanded(pattern, offered, "exclude");
  const wanted = names.initializers?.flatMap((word) =>
    isPattern(word) ? expanded(word, offered, "initializer") : [word],
  );
  const asked: RequestedName[] = [];
  const unclaimed: Unclaimed[] = [];
  for (const word of (wanted ?? description.initializers).filter((name) => !excluded(name))) {
    if (wanted !== undefined) {
      asked.push(requestedName(word, names, description, contracts));
      continue;
    }
    const reason = obstacle(word, names, description, contracts);
    if (reason === undefined) asked.push(requestedName(word, names, description, contracts));
    else unclaimed.push({ name: word, reason });
  }
  return { asked, unclaimed };
}

/** A `*` inside parentheses is arithmetic, not a glob. */
const isPattern = (word: string): boolean => isGlob(word) && !word.includes("(");

function expanded(pattern: string, offered: readonly string[], option: string): readonly string[] {
  const fit = offered.filter((name) => matches(pattern, name));
  if (fit.length > 0) return fit;
  const hint = isPattern(pattern) ? ": --list shows them" : didYouMean(pattern, offered);
  throw new RangeError(`${option}: must fit a name that the subject offers, got ${pattern}${hint}`);
}

/** Why an offered name that the user did not choose cannot be judged. */
function obstacle(
  name: string,
  { as, params = {} }: NameSelection,
  description: Description,
  contracts: readonly Initializer[],
): string | undefined {
  const meant = as ?? contractOf(name, description, contracts);
  let contract: Initializer;
  try {
    contract = initializerNamed(contracts, meant);
  } catch (error) {
    if (as !== undefined) throw error;
    return claimOf(name, description).as === undefined
      ? `no contract speaks of ${name}: name one (--as, or the subject's claims), or leave it out (--exclude)`
      : (error as Error).message;
  }
  const foreign = Object.keys(params).find((key) => !Object.hasOwn(contract.parameters ?? {}, key));
  if (foreign === undefined) return undefined;
  return `${contract.name} has no parameter ${foreign}: say which initializers --param is for (--initializer)`;
}

function requestedName(
  word: string,
  { as }: NameSelection,
  description: Description,
  contracts: readonly Initializer[],
): RequestedName {
  const isWhole =
    description.initializers.includes(word) ||
    Object.hasOwn(description.claims ?? {}, word) ||
    contracts.some((one) => isNamed(one, contractOf(word, description, contracts)));
  const { name, parameters } = isWhole ? { name: word, parameters: [] } : parseContract(word);
  const text = formatContract({ name, parameters });
  if (as !== undefined) return { text, name, parameters, contract: initializerNamed(contracts, as) };
  const meant = contractOf(name, description, contracts);
  if (parameters.length === 0) return { text, name, parameters, contract: initializerNamed(contracts, meant) };
  const own = parseContract(meant);
  const contract = formatContract({ ...own, parameters: [...own.parameters, ...parameters] });
  return { text, name, parameters, contract: initializerNamed(contracts, contract) };
}

/** The parameters sent to the subject at this shape: the defaults of its own contract, `--param`, and those of the name. */
export function sentParameters(
  { name, parameters }: RequestedName,
  params: Parameters,
  shape: Shape,
  description: Description,
  contracts: readonly Initializer[],
): Parameters {
  const meant = contractOf(name, description, contracts);
  const own = contracts.find((one) => isNamed(one, meant));
  const base = own ?? { name, parameters: wordsIn(parameters) };
  return { ...own?.parameters, ...params, ...argumentsOf(base, parameters, fansOf(shape)) };
}

/** For a name without a contract, a value that is a bare name is a text. */
const wordsIn = (parameters: readonly Argument[]): Parameters =>
  Object.fromEntries(
    parameters.flatMap(({ key, value }) => (value.kind === "name" && !isFan(value.name) ? [[key, value.name]] : [])),
  );
