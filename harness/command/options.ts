/** Options that every command shares, and the parsing of their values. */
import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { didYouMean, splitList } from "../contract/index.js";
import type { Parameters } from "../contract/initializer.js";
import { parseShape } from "../contract/layout.js";
import { parseShard } from "../gate/shard.js";
import { usefulThreads } from "../machine/bounds.js";
import { tell } from "./message.js";

export interface CommonOptions {
  readonly out: string;
  readonly seed: number;
  readonly threads: number;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly reporter: readonly string[];
}

export function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option("--out <dir>", "directory that the files are written to").default("initgate-report/"))
    .addOption(
      new Option("--seed <n>", "seed of the run; the same seed gives the same bytes").default(0).argParser(natural),
    )
    .addOption(
      new Option("--threads <n>", "worker threads; results do not depend on it")
        .default(availableParallelism(), "available cores")
        .argParser((word) => usefulThreads(positive(word))),
    )
    .option("--quiet", "print only what did not pass, with its replay; no progress")
    .option("--json", "print results.json")
    .addOption(
      new Option(
        "--reporter <names>",
        "files to write beside results.json, comma-separated: csv, json, junit, markdown, html, ctrf, github",
      )
        .default(["csv"], "csv")
        .argParser(list),
    );
}

/** For commands that leave no record: a reporter that the user named would otherwise be dropped in silence. */
export function tellUnusedReporters(command: Command, writes: string): void {
  if (command.getOptionValueSource("reporter") === "cli") {
    tell(`${command.name()}: writes only ${writes}: --reporter is not used`);
  }
}

export const shardOption = (): Option =>
  new Option(
    "--shard <i/n>",
    "do only one of n shards of the run, counted from 1; `merge` puts them together",
  ).argParser((words) => {
    try {
      return parseShard(words);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  });

/** Refuses a value with one line, to which commander adds the name of the option. */
function must(holds: boolean, rule: string, word: string): void {
  if (!holds) throw new InvalidArgumentError(`must be ${rule}, got ${word}`);
}

/** An option whose word is one of a few names; another is refused with the nearest of them. */
export const oneOf = (flags: string, description: string, names: readonly string[]): Option =>
  new Option(flags, description).choices(names).argParser((word: string) => known(word, names));

/** @throws InvalidArgumentError, with the nearest name, for a word that is none of them */
export function known(word: string, names: readonly string[]): string {
  must(names.includes(word), `one of ${names.join(", ")}`, `${word}${didYouMean(word, names)}`);
  return word;
}

export function natural(word: string): number {
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  must(Number.isSafeInteger(value), `an integer from 0 to ${Number.MAX_SAFE_INTEGER}, in digits`, word);
  return value;
}

export function positive(word: string): number {
  const value = natural(word);
  must(value > 0, "a positive integer", word);
  return value;
}

export function probability(word: string): number {
  const value = word.trim() === "" ? Number.NaN : Number(word);
  must(value > 0 && value < 1, "a number between 0 and 1", word);
  return value;
}

/** Commas within parentheses split nothing: `random_normal(mean=0, stddev=1)` is one name. */
export function list(word: string): readonly string[] {
  const items = splitList(word);
  must(
    items.every((item) => item !== ""),
    "names separated by commas",
    word,
  );
  return items;
}

/** A comma list that may be given more than once. */
export const lists = (word: string, before: readonly string[] = []): readonly string[] => [...before, ...list(word)];

export function shapes(word: string, before: readonly (readonly number[])[] = []): readonly (readonly number[])[] {
  try {
    return [...before, ...list(word).map(parseShape)];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** `k=v`, a number where v reads as one. */
export function parameter(word: string, before: Parameters = {}): Parameters {
  const [, key, value] = /^(\w+)=(.+)$/.exec(word) ?? [];
  must(key !== undefined, "k=v", word);
  const number = Number(value);
  return { ...before, [key!]: value!.trim() !== "" && Number.isFinite(number) ? number : value! };
}

/**
 * An object with the option as a property, or without it: under exactOptionalPropertyTypes an absent option is not an
 * undefined one.
 */
export function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
