/** What a value of unknown type is: the guards of every reader of JSON, TOML and pickles. */

/** A JSON object or a TOML table: neither null nor a list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === "string";

/** An integer from 0 that a double holds exactly. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

export const isCounts = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every(isCount);
