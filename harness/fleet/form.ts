/** Validates data from a network, value by value: unknown keys and values of unbounded size are refused. */
import { isObject } from "../record/guards.js";
import { quoteJson as quote } from "../weights/json.js";

/** Returns the value if it has the form. Otherwise throws an Error of one line that names the place. */
export type DataForm<T> = (value: unknown, at: string) => T;

export type DataFormOf<T> = T extends DataForm<infer Value> ? Value : never;

function must(holds: boolean, at: string, rule: string, value: unknown): void {
  if (!holds) throw new Error(`${at}: must be ${rule}, got ${quote(value)}`);
}

export const text =
  (most: number): DataForm<string> =>
  (value, at) => {
    must(typeof value === "string" && value.length <= most, at, `text of at most ${most} characters`, value);
    return value as string;
  };

/** A sentence for a reader. */
export const line = text(4000);

/** The name of an initializer, a contract, a layout or a version. */
export const name = text(1000);

export const number =
  (least: number, most: number): DataForm<number> =>
  (value, at) => {
    must(typeof value === "number" && value >= least && value <= most, at, `a number from ${least} to ${most}`, value);
    return value as number;
  };

export const whole =
  (least: number, most: number = Number.MAX_SAFE_INTEGER): DataForm<number> =>
  (value, at) => {
    const holds = Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
    must(holds, at, `a whole number from ${least} to ${most}`, value);
    return value as number;
  };

/** Any number, NaN and infinities included. */
export const anyNumber: DataForm<number> = (value, at) => {
  must(typeof value === "number", at, "a number", value);
  return value as number;
};

export const finite: DataForm<number> = (value, at) => {
  must(Number.isFinite(value), at, "a finite number", value);
  return value as number;
};

export const flag: DataForm<boolean> = (value, at) => {
  must(typeof value === "boolean", at, "true or false", value);
  return value as boolean;
};

/** Any value; it is validated elsewhere. */
export const anything: DataForm<unknown> = (value) => value;

export const oneOf =
  <T extends string>(words: readonly T[]): DataForm<T> =>
  (value, at) => {
    must(words.includes(value as T), at, `one of ${words.slice(0, 8).join(", ")}`, value);
    return value as T;
  };

/** True or absent. */
export const yes: DataForm<true> = (value, at) => {
  must(value === true, at, "true", value);
  return true;
};

export const either =
  <A, B>(first: DataForm<A>, second: DataForm<B>): DataForm<A | B> =>
  (value, at) => {
    try {
      return first(value, at);
    } catch {
      return second(value, at);
    }
  };

export const orNull =
  <T>(form: DataForm<T>): DataForm<T | null> =>
  (value, at) =>
    value === null ? null : form(value, at);

export const list =
  <T>(form: DataForm<T>, most: number): DataForm<readonly T[]> =>
  (value, at) => {
    must(Array.isArray(value) && value.length <= most, at, `a list of at most ${most}`, value);
    for (const [k, item] of (value as unknown[]).entries()) form(item, `${at}[${k}]`);
    return value as readonly T[];
  };

/** Any names, each with a value of one form. */
export const dictionary =
  <T>(key: DataForm<string>, form: DataForm<T>, most: number): DataForm<Readonly<Record<string, T>>> =>
  (value, at) => {
    const entries = Object.entries(objectOf(value, at));
    must(entries.length <= most, at, `an object of at most ${most} keys`, value);
    for (const [name, item] of entries) form(item, `${at}.${key(name, at)}`);
    return value as Readonly<Record<string, T>>;
  };

export const parameters = dictionary(name, either(finite, name), 64);

/** Exactly these keys, and any of the optional ones. */
export function record<Required extends Forms, Optional extends Forms = Record<never, never>>(
  required: Required,
  optional?: Optional,
): DataForm<
  { readonly [K in keyof Required]: DataFormOf<Required[K]> } & {
    readonly [K in keyof Optional]?: DataFormOf<Optional[K]>;
  }
> {
  return (value, at) => {
    const object = objectOf(value, at);
    for (const key of Object.keys(object)) {
      const form = ownOf(required, key) ?? ownOf(optional ?? {}, key);
      must(form !== undefined, at, `an object of ${Object.keys({ ...required, ...optional }).join(", ")}`, key);
      form!(object[key], `${at}.${key}`);
    }
    for (const key of Object.keys(required)) must(Object.hasOwn(object, key), at, `an object with ${key}`, value);
    return value as never;
  };
}

type Forms = Readonly<Record<string, DataForm<unknown>>>;

const ownOf = (forms: Forms, key: string): DataForm<unknown> | undefined =>
  Object.hasOwn(forms, key) ? forms[key] : undefined;

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  must(isObject(value), at, "an object", value);
  return value as Record<string, unknown>;
}
