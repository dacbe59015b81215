/** The commands that the census prints: each is one that gates, and gives the row that it stands in. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { initgate, ROOT } from "../../run.js";
import { commandOfRow, type RowCommand } from "./command.js";
import type { CensusRow } from "./gatePeer.js";
import { peerNamed, peers } from "./index.js";

type Row = CensusRow & RowCommand;

const rows = parse<Row>(readFileSync(join(ROOT, "docs/census.csv"), "utf8"), { columns: true });

test("every row that was gated has the lines that install its library and its own command", () => {
  const gated = rows.filter(({ verdict }) => verdict !== "absent");
  expect(gated.filter(({ setup, command }) => setup === "" || !command.includes("npx initgate "))).toEqual([]);
  const told = gated.map((row) => ({ ...row, ...commandOfRow(peerNamed(row.library), row) }));
  expect(told).toEqual(gated);
  // One case, one command: no two rows of a version share one.
  expect(new Set(gated.map(({ setup, command }) => setup + command)).size).toBe(gated.length);
});

test.each(peers)("$name says where it comes from", ({ pip, npm, program, folder, build }) => {
  expect([pip, npm, program].some((way) => way !== undefined)).toBe(true);
  expect(folder === undefined).toBe(build === undefined);
});

/** TensorFlow.js is a dependency of the tests. */
const TFJS = [
  ["glorot_uniform", "7x13"],
  ["dense_stack.he_uniform", "2x30x50"],
] as const;

describe.each(TFJS)("TensorFlow.js %s %s", (initializer, shape) => {
  const row = rows.find(
    (one) => one.library === "TensorFlow.js" && one.initializer === initializer && one.shape === shape,
  )!;
  test("is had again by its command", () => {
    const words = row.command.split(" ").slice(2);
    const { results } = JSON.parse(initgate([...words, "--json"]).stdout);
    expect(results.map((one: { verdict: string }) => one.verdict)).toEqual([row.verdict]);
    expect(results[0].diagnosis?.mistake ?? "").toBe(row.diagnosis);
  });
});
