/** Claims as a program states them in JSON, read with suspicion. */
import { quoteJson as quote } from "../format/json.js";
import { oneLine } from "../format/oneLine.js";
import { parseLayout, parseShape } from "../layout.js";
import type { Claim } from "./subject.js";

/** Throws an Error of one line where a claim is not made of the four words, each of its type. */
export function readClaims(value: unknown): Readonly<Record<string, Claim>> {
  const claims = Object.entries(objectOf("its claims", value)).map(([name, words]) => {
    const { as, layout, groups, shapes, ...rest } = objectOf(`its claim ${oneLine(name, 80)}`, words);
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined) throw refusal(name, "be of as, layout, groups and shapes", unknown);
    return [
      name,
      { ...asOf(name, as), ...layoutOf(name, layout), ...groupsOf(name, groups), ...shapesOf(name, shapes) },
    ];
  });
  return Object.fromEntries(claims);
}

function objectOf(what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`must describe ${what} as an object, got ${quote(value)}`);
}

function asOf(name: string, as: unknown): Pick<Claim, "as"> {
  if (as === undefined) return {};
  if (typeof as !== "string" || as === "") throw refusal(name, "name a contract as text", as);
  return { as };
}

function layoutOf(name: string, layout: unknown): Pick<Claim, "layout"> {
  if (layout === undefined) return {};
  try {
    for (const one of String(layout).split(",")) parseLayout(one);
  } catch {
    throw refusal(name, "have a layout", layout);
  }
  return { layout: String(layout) };
}

function groupsOf(name: string, groups: unknown): Pick<Claim, "groups"> {
  if (groups === undefined) return {};
  if (!Number.isSafeInteger(groups) || Number(groups) < 1)
    throw refusal(name, "have a positive number of groups", groups);
  return { groups: Number(groups) };
}

function shapesOf(name: string, shapes: unknown): Pick<Claim, "shapes"> {
  if (shapes === undefined) return {};
  try {
    return { shapes: (shapes as readonly string[]).map((shape) => parseShape(String(shape))) };
  } catch {
    throw refusal(name, "have shapes such as 300x500 in a list", shapes);
  }
}

const refusal = (name: string, rule: string, got: unknown): Error =>
  new Error(`its claim ${oneLine(name, 80)} must ${rule}, got ${quote(got)}`);
