import { expect, it } from "vitest";
import { papers } from "./index.js";
import { isPrinted } from "./published.js";

/** Row 20 is about the time that training takes, for which theory gives no number. */
const LEFT_OUT = [20];

it("every row of the table of results has its paper", () => {
  const rows = new Set(papers.flatMap((one) => one.rows));
  const missing = Array.from({ length: 31 }, (_, k) => k + 1).filter((row) => !rows.has(row));
  expect(missing).toEqual(LEFT_OUT);
});

it("no two papers share a name", () => {
  expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
});

it.each(papers)("$id: theory's numbers are those that were published", ({ facts }) => {
  expect((facts?.() ?? []).filter(({ value, published }) => !isPrinted(value, published))).toEqual([]);
});
