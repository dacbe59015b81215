/** The file of a plan: TOML, whose tables hold the long options of commands. */

import { parse } from "smol-toml";
import { didYouMean } from "../contract/index.js";
import { isObject } from "../record/guards.js";
import { fileFault } from "../weights/fileFault.js";
import { oneLine } from "../weights/oneLine.js";
import { openRandomFile } from "../weights/randomFile.js";

/** One table: the equivalent command line, and the table's place in the file. */
export interface PlanTable {
  /** "check 2" */
  readonly name: string;
  readonly words: readonly string[];
}

export interface PlanFile {
  readonly alpha?: number;
  readonly seed?: number;
  readonly tables: readonly PlanTable[];
}

/** The words of the command, by the name of the table. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  check: ["check"],
  audit: ["audit"],
  propagate: ["propagate"],
  baseline: ["baseline", "compare"],
};

/** Keys of the whole run. */
const OF_THE_RUN = ["out", "threads", "quiet", "json", "reporter", "alpha", "seed", "fresh", "list", "redis", "shard"];

/** Keys whose values are arguments, not options. */
const ARGUMENTS = ["files", "file"];

const MOST_BYTES = 2 ** 20;

/** @throws Error of one line that begins with the path */
export async function readPlan(path: string): Promise<PlanFile> {
  try {
    const file = await openRandomFile(path);
    try {
      if (file.size > MOST_BYTES) throw new Error(`must have at most ${MOST_BYTES} bytes, got ${file.size}`);
      return parsePlan(new TextDecoder().decode(await file.read(0, file.size)));
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Error(`${oneLine(path, 200)}: ${fileFault(error)}`);
  }
}

/** @throws Error of one line */
export function parsePlan(source: string): PlanFile {
  const { alpha, seed, ...rest } = parse(source);
  if (alpha !== undefined && !(typeof alpha === "number" && alpha > 0 && alpha < 1)) {
    throw new Error(`alpha must be a number between 0 and 1, got ${String(alpha)}`);
  }
  if (seed !== undefined && !(Number.isSafeInteger(seed) && Number(seed) >= 0)) {
    throw new Error(`seed must be a whole number, got ${String(seed)}`);
  }
  const tables = Object.entries(rest).flatMap(([kind, list]) => tablesOf(kind, list));
  if (tables.length === 0) throw new Error(`must have a table of ${tableNames()}, got none`);
  return { ...(alpha === undefined ? {} : { alpha }), ...(seed === undefined ? {} : { seed: Number(seed) }), tables };
}

const tableNames = (): string =>
  Object.keys(COMMANDS)
    .map((name) => `[[${name}]]`)
    .join(", ");

function tablesOf(kind: string, list: unknown): PlanTable[] {
  const command = Object.hasOwn(COMMANDS, kind) ? COMMANDS[kind] : undefined;
  if (command === undefined) {
    const hint = didYouMean(kind, ["alpha", "seed", ...Object.keys(COMMANDS)]);
    throw new Error(`must hold alpha, seed, ${tableNames()}, got ${oneLine(kind, 60)}${hint}`);
  }
  if (!Array.isArray(list) || !list.every(isObject)) throw new Error(`${kind} must be tables, written [[${kind}]]`);
  return list.map((table, at) => {
    const name = `${kind} ${at + 1}`;
    const entries = Object.entries(table);
    const options = entries.filter(([key]) => !ARGUMENTS.includes(key));
    const paths = entries.filter(([key]) => ARGUMENTS.includes(key)).flatMap(([, value]) => value as string | string[]);
    return {
      name,
      words: [...command, ...options.flatMap(([key, value]) => optionOf(name, key, value)), "--", ...paths.map(String)],
    };
  });
}

/** `fan_in = 3` and `fan-in = 3` are both `--fan-in=3`. */
function optionOf(name: string, key: string, value: unknown): string[] {
  const option = `--${key.replaceAll("_", "-")}`;
  if (OF_THE_RUN.includes(key)) throw new Error(`${name}: ${key} is of the whole run, and cannot stand in a table`);
  if (value === true) return [option];
  if (value === false) return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [`${option}=${listOf(key, value)}`];
  if (isObject(value)) return Object.entries(value).map(([k, v]) => `${option}=${k}=${String(v)}`);
  return [`${option}=${String(value)}`];
}

/** `shape = [7, 13]` is one shape, 7x13, as every library writes it; `shape = ["7x13", [3, 5]]` are two. */
function listOf(key: string, list: readonly unknown[]): string {
  if (key !== "shape") return list.join(",");
  if (list.every((one) => typeof one === "number")) return list.join("x");
  return list.map((one) => (Array.isArray(one) ? one.join("x") : String(one))).join(",");
}
