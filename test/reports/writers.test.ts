import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../../harness/record/index.js";
import { writers } from "../../reports/index.js";
import { json } from "../../reports/json.js";
import { junit } from "../../reports/junit.js";
import { markdown } from "../../reports/markdown.js";
import { plain } from "../../reports/plain.js";
import { HOSTILE, realistic, records } from "./records.js";

/** Anything that a terminal or a parser could obey, but for the newlines of the format itself. */
const OBEYED = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The same data, every object's keys in another order. */
function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner)]);
  return Object.fromEntries(entries.reverse()) as T;
}

describe.each(writers)("$name", ({ file, write }) => {
  it("is a function of the record's values alone, and leaves the record as it is", () => {
    fc.assert(
      fc.property(records, (record) => {
        const before = structuredClone(record);
        expect(write(shuffled(record))).toBe(write(record));
        expect(record).toEqual(before);
      }),
    );
  });

  it("prints nothing that a terminal or parser would obey", () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(write(record).replaceAll("\n", "")).not.toMatch(OBEYED);
      }),
    );
  });

  it("ends with one newline", () => {
    expect(write(realistic)).toMatch(/[^\n]\n$/);
    expect(write({ ...realistic, results: [] })).toMatch(/[^\n]\n$/);
  });

  it("has a file of its own", () => {
    expect(writers.filter((other) => other.file === file)).toHaveLength(1);
  });
});

describe("plain", () => {
  it("keeps ordinary text, and takes the sting out of the rest", () => {
    expect(plain("he_normal, 2 / n_in: 名前 ✓")).toBe("he_normal, 2 / n_in: 名前 ✓");
    expect(HOSTILE.map(plain)).toContain("redlink");
    expect(plain("a\r\n\tb")).toBe("a b");
    expect(plain("\ud800")).toBe("\uFFFD");
  });
});

describe("json", () => {
  it("is one line that reads back as the record, whatever texts it holds", () => {
    fc.assert(
      fc.property(records, (record) => {
        const text = json.write(record);
        expect(text.indexOf("\n")).toBe(text.length - 1);
        const finite = (_: string, value: unknown): unknown =>
          typeof value === "number" ? (Number.isFinite(value) ? value + 0 : null) : value;
        expect(JSON.parse(text)).toEqual({ schema: 1, ...JSON.parse(JSON.stringify(record, finite)) });
      }),
    );
  });

  it("has its keys in one order", () => {
    expect(Object.keys(JSON.parse(json.write(shuffled(realistic))))).toEqual(
      "schema version seed alpha tests results".split(" "),
    );
  });
});

/** Reads the subset of XML that a report may use; anything else throws. */
function tagsOf(xml: string): { readonly name: string; readonly attributes: Record<string, string> }[] {
  const body = xml.replace(/^<\?xml [^<>]*\?>\n/, "");
  const open: string[] = [];
  const tags = [];
  const token =
    /<(\/?)(\w+)((?: \w+="[^"<&]*(?:&(?:amp|lt|gt|quot|apos);[^"<&]*)*")*)(\/?)>|(?:[^<>&]|&(?:amp|lt|gt|quot|apos);)+/y;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const found = token.exec(body);
    if (found === null) throw new Error(`xml: must be well-formed at ${body.slice(at, at + 40)}`);
    const [, slash, name, attributes, empty] = found;
    if (name === undefined) continue;
    if (slash === "/") {
      if (open.pop() !== name) throw new Error(`xml: ${name} must be open`);
      continue;
    }
    if (empty === "") open.push(name);
    tags.push({
      name,
      attributes: Object.fromEntries([...attributes!.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
    });
  }
  if (open.length > 0) throw new Error(`xml: ${open.join(", ")} must be closed`);
  return tags;
}

describe("junit", () => {
  it("is well-formed and has a test case a case, failures and errors where they belong", () => {
    fc.assert(
      fc.property(records, (record) => {
        const tags = tagsOf(junit.write(record));
        const count = (wanted: string): number => tags.filter(({ name }) => name === wanted).length;
        const verdicts = record.results.map(({ verdict }) => verdict);
        expect(count("testcase")).toBe(verdicts.length);
        expect(count("failure")).toBe(verdicts.filter((verdict) => verdict === "fail").length);
        expect(count("error")).toBe(verdicts.filter((verdict) => verdict === "undetermined").length);
        expect(tags[0]!.attributes["failures"]).toBe(String(count("failure")));
        expect(tags[0]!.attributes["errors"]).toBe(String(count("error")));
      }),
    );
  });

  it("names every failed check of a failure", () => {
    const one: RunRecord = {
      ...realistic,
      results: realistic.results.filter(({ verdict }) => verdict === "fail").slice(0, 1),
    };
    for (const { check } of one.results[0]!.findings.filter(({ verdict }) => verdict === "fail")) {
      expect(junit.write(one)).toContain(`${check}: expected`);
    }
  });
});

describe("markdown", () => {
  it("keeps the table's columns whatever the names hold", () => {
    fc.assert(
      fc.property(records, (record) => {
        const rows = markdown
          .write(record)
          .replace(/^(`{3,})sh\n.*\n\1$/gmu, "")
          .split("\n")
          .filter((line) => line.startsWith("| "));
        const cells = rows.map((row) => row.replace(/\\./gu, "").split("|").length);
        let expected = 0;
        for (const [at, row] of rows.entries()) {
          if (rows[at + 1]?.startsWith("| ---")) expected = cells[at]!;
          expect(cells[at], row).toBe(expected);
        }
      }),
    );
  });

  it("lets no HTML, image or fence through", () => {
    const [first] = realistic.results;
    const text = markdown.write({
      ...realistic,
      results: [
        {
          ...first!,
          verdict: "undetermined",
          notes: ["<img src=x> ![a](b) `c`"],
          replay: "a\n```\n# b",
        },
      ],
    });
    expect(text).toContain("&lt;img src=x&gt; \\!\\[a\\](b) \\`c\\`");
    expect(text).toContain("````sh\na ``` # b\n````");
  });
});
