/**
 * A contract for a whole model, in TOML or JSON: which tensors, by name, follow what. The format is in docs/audit.md. What
 * it does not know it refuses: a misspelt key must not be a contract that says nothing.
 */
import { basename } from "node:path";
import { parse } from "smol-toml";
import { parseJson, quoteJson } from "../format/json.js";
import { oneLine } from "../format/oneLine.js";
import { openRandomFile } from "../format/randomFile.js";
import type { Parameters } from "../initializer.js";
import type { Claim } from "./claims.js";

export interface Contract {
  readonly claims: readonly Claim[];
  readonly layout?: string;
  readonly groups?: number;
  /** Groups of names or globs: tensors that are meant to be one. */
  readonly tied: readonly (readonly string[])[];
}

const MOST_BYTES = 2 ** 20;

/** Throws an Error of one line that begins with the path. */
export async function readContract(path: string): Promise<Contract> {
  try {
    const file = await openRandomFile(path);
    try {
      if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
      return contractOf(new TextDecoder().decode(await file.read(0, file.size)), basename(path).endsWith(".json"));
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fault = code !== undefined && /^E[A-Z]+$/.test(code) ? `must be a readable file, got ${code}` : message;
    throw new Error(`${oneLine(path)}: ${oneLine(fault.split("\n")[0]!, 300)}`);
  }
}

/** Throws an Error of one line. */
export function contractOf(source: string, json: boolean): Contract {
  const { layout, groups, tensor = [], tied = [] } = table(parsed(source, json), "contract", TOP);
  return {
    claims: list(tensor, "tensor").flatMap((one, at) => claimsOf(one, `tensor ${at + 1}`)),
    ...optional("layout", layout, text("layout")),
    ...optional("groups", groups, count("groups")),
    tied: list(tied, "tied").map((one, at) => {
      const where = `tied ${at + 1}`;
      return names(table(one, where, ["names"])["names"], `${where}: names`);
    }),
  };
}

const TOP = ["layout", "groups", "tensor", "tied"];
const KEYS = ["name", "as", "layout", "groups", "params"];

function parsed(source: string, json: boolean): unknown {
  try {
    return json ? parseJson(source) : parse(source);
  } catch (error) {
    const [fault] = (error as Error).message.split("\n");
    throw new Error(json ? fault : `must be TOML, got ${oneLine(fault!, 200)}`);
  }
}

function claimsOf(value: unknown, where: string): readonly Claim[] {
  const { name, as: contract, layout, groups, params } = table(value, where, KEYS);
  const rest = {
    contract: text(`${where}: as`)(contract),
    ...optional("layout", layout, text(`${where}: layout`)),
    ...optional("groups", groups, count(`${where}: groups`)),
    ...optional("params", params, parameters(`${where}: params`)),
  };
  return names(name, `${where}: name`).map((pattern) => ({ pattern, ...rest }));
}

function refuse(where: string, must: string, got: unknown): never {
  throw new Error(`${where} must be ${must}, got ${quoteJson(got, 60)}`);
}

function table(value: unknown, where: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(where, "a table", value);
  const stray = Object.keys(value).find((key) => !keys.includes(key));
  if (stray !== undefined) throw new Error(`${where}: keys must be of ${keys.join(", ")}, got ${oneLine(stray, 60)}`);
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

/** The key where there is a value: an absent one is not an undefined one. */
function optional<K extends string, V>(key: K, value: unknown, read: (value: unknown) => V): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: read(value) } as { readonly [P in K]: V });
}
