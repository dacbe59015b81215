/** Reads the claims that a program states in JSON, which may hold anything. */

import { parseLayout, parseShape } from "../contract/layout.js";
import { isObject } from "../record/guards.js";
import { quoteJson as quote } from "../weights/json.js";
import { oneLine } from "../weights/oneLine.js";
import type { SubjectClaim } from "./subject.js";

/** What a description may say of one name. */
export interface ClaimWords {
  /** The contract, with its parameters: `random_normal(stddev=0.02)`. */
  readonly as?: string;
  readonly params?: Readonly<Record<string, number | string>>;
  readonly layout?: string;
  readonly groups?: number;
  readonly fan_in?: number;
  readonly fan_out?: number;
  /** `"300x500"` */
  readonly shapes?: readonly string[];
}

/** Throws an Error of one line where a claim is not made of the known words, each of its type. */
export function readClaims(value: unknown): Readonly<Record<string, SubjectClaim>> {
  const claims = Object.entries(objectOf("its claims", value)).map(([name, words]) => {
    const { as, params, layout, groups, fan_in, fan_out, shapes, ...rest } = objectOf(
      `its claim ${oneLine(name, 80)}`,
      words,
    );
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined) {
      throw refusal(name, "be of as, params, layout, groups, fan_in, fan_out and shapes", unknown);
    }
    return [
      name,
      {
        ...{ ...asOf(name, as), ...paramsOf(name, params), ...layoutOf(name, layout), ...shapesOf(name, shapes) },
        ...countOf(name, "groups", groups),
        ...countOf(name, "fanIn", fan_in),
        ...countOf(name, "fanOut", fan_out),
      },
    ];
  });
  return Object.fromEntries(claims);
}

function objectOf(what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new Error(`must describe ${what} as an object, got ${quote(value)}`);
}

function asOf(name: string, as: unknown): Pick<SubjectClaim, "as"> {
  if (as === undefined) return {};
  if (typeof as !== "string" || as === "") throw refusal(name, "name a contract as text", as);
  return { as };
}

function paramsOf(name: string, params: unknown): Pick<SubjectClaim, "params"> {
  if (params === undefined) return {};
  const values = Object.values(objectOf(`the params of its claim ${oneLine(name, 80)}`, params));
  const right = values.every((value) => typeof value === "string" || Number.isFinite(value));
  if (!right) throw refusal(name, "have params of numbers and texts", params);
  return { params: params as Readonly<Record<string, number | string>> };
}

function layoutOf(name: string, layout: unknown): Pick<SubjectClaim, "layout"> {
  if (layout === undefined) return {};
  try {
    for (const one of String(layout).split(",")) parseLayout(one);
  } catch {
    throw refusal(name, "have a layout", layout);
  }
  return { layout: String(layout) };
}

type Count = "groups" | "fanIn" | "fanOut";
const WORDS = { groups: "groups", fanIn: "fan_in", fanOut: "fan_out" } as const;

function countOf(name: string, key: Count, value: unknown): Pick<SubjectClaim, Count> {
  if (value === undefined) return {};
  if (!Number.isSafeInteger(value) || Number(value) < 1)
    throw refusal(name, `have a positive integer for ${WORDS[key]}`, value);
  return { [key]: Number(value) };
}

function shapesOf(name: string, shapes: unknown): Pick<SubjectClaim, "shapes"> {
  if (shapes === undefined) return {};
  try {
    return { shapes: (shapes as readonly string[]).map((shape) => parseShape(String(shape))) };
  } catch {
    throw refusal(name, "have shapes such as 300x500 in a list", shapes);
  }
}

const refusal = (name: string, rule: string, got: unknown): Error =>
  new Error(`its claim ${oneLine(name, 80)} must ${rule}, got ${quote(got)}`);
