/**
 * A contract for a whole model, in TOML or JSON: which tensors, by name, follow which contract. docs/audit.md has the format.
 * Unknown keys are refused: a misspelt key must not make a contract that claims nothing.
 */
import { readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "smol-toml";
import { didYouMean, parseArithmetic, requireFree, type Scope, withFilesIn } from "../contract/index.js";
import type { Parameters } from "../contract/initializer.js";
import { packageFile } from "../machine/packageFile.js";
import { fileFault } from "../weights/fileFault.js";
import { parseJson, quoteJson } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";
import { openRandomFile } from "../weights/randomFile.js";
import type { Claim, Replicated, Tied } from "./claims.js";
import { isSlice, type Part } from "./region.js";

export interface Contract {
  readonly claims: readonly Claim[];
  readonly layout?: string;
  readonly groups?: number;
  readonly tied: readonly Tied[];
  readonly replicated: readonly Replicated[];
  /** Numbers that expressions may use. */
  readonly let: Scope;
}

/** The contract of an audit without a contract file. */
export const NO_CONTRACT: Contract = { claims: [], tied: [], replicated: [], let: {} };

const MOST_BYTES = 2 ** 20;

/** The contracts of known model families. */
const SHIPPED = packageFile("initializers/families");

/** Names of the shipped contracts. */
export const shippedContracts = (): readonly string[] =>
  readdirSync(SHIPPED)
    .map((file) => basename(file, ".toml"))
    .sort();

/**
 * A contract file, or the shipped contract of a model family by name: `readContract("gpt2")`. Throws an Error of one line that
 * begins with the path.
 */
export async function readContract(name: string): Promise<Contract> {
  const known = shippedContracts();
  const path = known.includes(name) ? join(SHIPPED, `${name}.toml`) : name;
  try {
    const file = await openRandomFile(path);
    try {
      if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
      const source = new TextDecoder().decode(await file.read(0, file.size));
      return placedIn(dirname(path), contractOf(source, basename(path).endsWith(".json")));
    } finally {
      await file.close();
    }
  } catch (error) {
    const isName = (error as NodeJS.ErrnoException).code === "ENOENT" && /^[\w-]+$/.test(name);
    const hint = isName ? `, and no shipped contract is called that${didYouMean(name, known)}` : "";
    throw new Error(`${oneLine(path)}: ${fileFault(error)}${hint}`);
  }
}

/** File names in a contract are relative to its folder. */
const placedIn = (folder: string, contract: Contract): Contract => ({
  ...contract,
  claims: contract.claims.map((claim) => ({ ...claim, contract: withFilesIn(folder, claim.contract) })),
  replicated: contract.replicated.map((one) => ({ ...one, files: one.files.map((file) => resolve(folder, file)) })),
});

/** Throws an Error of one line. */
export function contractOf(source: string, json: boolean): Contract {
  const { layout, groups, let: numbers = {}, tensor, tied, replicated } = table(parsed(source, json), "contract", TOP);
  const known = scope(numbers);
  if (tensor === undefined && tied === undefined && replicated === undefined) {
    throw new Error("contract must have a table [[tensor]], [[tied]] or [[replicated]], got none");
  }
  return {
    claims: list(tensor ?? [], "tensor").flatMap((one, at) => claimsOf(one, `tensor ${at + 1}`)),
    ...optional("layout", layout, text("layout")),
    ...optional("groups", groups, count("groups")),
    let: known,
    tied: list(tied ?? [], "tied").map((one, at) => tiedOf(one, `tied ${at + 1}`)),
    replicated: list(replicated ?? [], "replicated").map((one, at) => replicatedOf(one, `replicated ${at + 1}`)),
  };
}

const TOP = ["layout", "groups", "let", "tensor", "tied", "replicated"];
const KEYS = [
  "name",
  "as",
  "layout",
  "groups",
  "fan_in",
  "fan_out",
  "params",
  ...["rows", "columns", "split", "part", "optional", "when"],
];

function tiedOf(value: unknown, where: string): Tied {
  const { names: tied, optional: may, when } = table(value, where, ["names", "optional", "when"]);
  return {
    names: names(tied, `${where}: names`),
    ...optional("optional", may, flag(`${where}: optional`)),
    ...optional("when", when, arithmetic(`${where}: when`)),
  };
}

function replicatedOf(value: unknown, where: string): Replicated {
  const { files, names: equal } = table(value, where, ["files", "names"]);
  return { files: names(files, `${where}: files`), names: equal === undefined ? [] : names(equal, `${where}: names`) };
}

function scope(value: unknown): Scope {
  const numbers = table(value, "let", undefined);
  for (const [name, number] of Object.entries(numbers)) {
    requireFree(name);
    if (!Number.isFinite(number)) refuse(`let: ${name}`, "a number", number);
  }
  return numbers as Scope;
}

function parsed(source: string, json: boolean): unknown {
  try {
    return json ? parseJson(source) : parse(source);
  } catch (error) {
    const [fault] = (error as Error).message.split("\n");
    throw new Error(json ? fault : `must be TOML, got ${oneLine(fault!, 200)}`);
  }
}

function claimsOf(value: unknown, where: string): readonly Claim[] {
  const words = table(value, where, KEYS);
  const { name, as: contract, layout, groups, fan_in, fan_out, params, optional: may, when } = words;
  const rest = {
    contract: text(`${where}: as`)(contract),
    ...optional("layout", layout, text(`${where}: layout`)),
    ...optional("groups", groups, count(`${where}: groups`)),
    ...optional("fanIn", fan_in, count(`${where}: fan_in`)),
    ...optional("fanOut", fan_out, count(`${where}: fan_out`)),
    ...optional("params", params, parameters(`${where}: params`)),
    ...optional("optional", may, flag(`${where}: optional`)),
    ...optional("when", when, arithmetic(`${where}: when`)),
    ...partOf(words, where),
  };
  return names(name, `${where}: name`).map((pattern) => ({ pattern, ...rest }));
}

function partOf({ rows, columns, split, part }: Readonly<Record<string, unknown>>, where: string): Part {
  if ([rows, columns, split].filter((one) => one !== undefined).length > 1) {
    throw new Error(`${where} must have one of rows, columns and split, got more`);
  }
  if ((split === undefined) !== (part === undefined)) throw new Error(`${where} must have split and part together`);
  const right = {
    ...optional("rows", rows, slice(`${where}: rows`)),
    ...optional("columns", columns, slice(`${where}: columns`)),
    ...optional("split", split, count(`${where}: split`)),
    ...optional("part", part, count(`${where}: part`)),
  };
  if (right.part !== undefined && right.part > right.split!) {
    refuse(`${where}: part`, `from 1 to ${right.split}`, right.part);
  }
  return right;
}

function refuse(where: string, must: string, got: unknown): never {
  throw new Error(`${where} must be ${must}, got ${quoteJson(got, 60)}`);
}

function table(value: unknown, where: string, keys: readonly string[] | undefined): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(where, "a table", value);
  const stray = Object.keys(value).find((key) => keys?.includes(key) === false);
  if (stray !== undefined) {
    throw new Error(
      `${where}: keys must be of ${keys!.join(", ")}, got ${oneLine(stray, 60)}${didYouMean(stray, keys!)}`,
    );
  }
  return value as Readonly<Record<string, unknown>>;
}

const list = (value: unknown, where: string): readonly unknown[] =>
  Array.isArray(value) ? value : refuse(where, "a list of tables", value);

/** One name, or several. */
function names(value: unknown, where: string): readonly string[] {
  const all = Array.isArray(value) ? value : [value];
  const right = all.length > 0 && all.every((one) => typeof one === "string" && one !== "");
  return right ? (all as readonly string[]) : refuse(where, "a name or a list of names", value);
}

const text =
  (where: string) =>
  (value: unknown): string =>
    typeof value === "string" && value !== "" ? value : refuse(where, "a text", value);

const arithmetic =
  (where: string) =>
  (value: unknown): string => {
    const words = text(where)(value);
    parseArithmetic(words);
    return words;
  };

/** One index, or a slice as in Python: "0", "128:256", "-1", "1:". */
const slice =
  (where: string) =>
  (value: unknown): string => {
    const words = Number.isSafeInteger(value) ? String(value) : value;
    return typeof words === "string" && isSlice(words)
      ? words
      : refuse(where, 'a slice such as "0" or "128:256"', value);
  };

const flag =
  (where: string) =>
  (value: unknown): true | undefined =>
    typeof value === "boolean" ? value || undefined : refuse(where, "true or false", value);

const count =
  (where: string) =>
  (value: unknown): number =>
    Number.isSafeInteger(value) && Number(value) >= 1 ? Number(value) : refuse(where, "a positive integer", value);

const parameters =
  (where: string) =>
  (value: unknown): Parameters => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(where, "a table", value);
    const right = Object.values(value).every((one) => typeof one === "string" || Number.isFinite(one));
    return right ? (value as Parameters) : refuse(where, "of numbers and texts", value);
  };

/**
 * An object with the key, or without it if there is no value: under exactOptionalPropertyTypes an absent property is
 * not an undefined one.
 */
function optional<K extends string, V>(
  key: K,
  value: unknown,
  read: (value: unknown) => V | undefined,
): { readonly [P in K]?: V } {
  const right = value === undefined ? undefined : read(value);
  return right === undefined ? {} : ({ [key]: right } as { readonly [P in K]: V });
}
