import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { withCommonOptions } from "../../harness/command/options.js";
import { resultsText } from "../../harness/command/results/writeRun.js";
import { REPORT_FILES, SCHEMA } from "../../harness/record/fileNames.js";
import type { Outcome, RunRecord } from "../../harness/record/index.js";
import { ctrf } from "../../reports/ctrf.js";
import { github } from "../../reports/github.js";
import { type Reporter, reporters } from "../../reports/index.js";
import { junit } from "../../reports/junit.js";
import { markdown } from "../../reports/markdown.js";
import { plain } from "../../reports/plain.js";
import { ROOT } from "../run.js";
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

const outcomeOf = (record: RunRecord): Outcome => ({ kind: "check", version: "0.1.0", partial: false, record });
const written = async (reporter: Reporter, record: RunRecord): Promise<string[]> =>
  Object.values(await reporter.files(outcomeOf(record)));
const onlyFile = (reporter: Reporter, record: RunRecord): string =>
  Object.values(reporter.files(outcomeOf(record)) as Readonly<Record<string, string>>)[0]!;

describe.each(reporters.filter(({ name }) => name !== "html"))("$name", (reporter) => {
  it("is a function of the record's values alone, and leaves the record as it is", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        const before = structuredClone(record);
        expect(await written(reporter, shuffled(record))).toEqual(await written(reporter, record));
        expect(record).toEqual(before);
      }),
    );
  });

  it("prints nothing that a terminal or parser would obey", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (record) => {
        for (const text of await written(reporter, record)) expect(text.replaceAll("\n", "")).not.toMatch(OBEYED);
      }),
    );
  });

  it("ends every file with one newline", async () => {
    for (const record of [realistic, { ...realistic, results: [] }]) {
      for (const text of await written(reporter, record)) expect(text).toMatch(/[^\n]\n$/);
    }
  });

  it("names only files that a run may leave", async () => {
    for (const name of Object.keys(await reporter.files(outcomeOf(realistic)))) expect(REPORT_FILES).toContain(name);
  });
});

describe("ctrf", () => {
  it("has the counts and the status of every case", () => {
    const report = JSON.parse(onlyFile(ctrf, realistic));
    const count = (wanted: string): number => realistic.results.filter(({ verdict }) => verdict === wanted).length;
    expect(report).toMatchObject({ reportFormat: "CTRF", specVersion: "0.0.0" });
    const { summary, tests } = report.results;
    expect(summary).toEqual({
      ...{
        tests: realistic.results.length,
        passed: count("pass"),
        failed: count("fail"),
        other: count("undetermined"),
      },
      ...{ pending: 0, skipped: 0, start: 0, stop: 0 },
    });
    expect(tests.map(({ status }: { status: string }) => status)).toEqual(
      realistic.results.map(({ verdict }) => ({ pass: "passed", fail: "failed", undetermined: "other" })[verdict]),
    );
  });
});

describe("github", () => {
  const many: RunRecord = { ...realistic, results: Array.from({ length: 40 }, () => realistic.results).flat() };

  it("prints at most ten annotations of a kind, each one line, and says how many are left", () => {
    const lines = github.annotations!(outcomeOf(many)).trimEnd().split("\n");
    const errors = lines.filter((line) => line.startsWith("::error "));
    const failures = many.results.filter(({ verdict }) => verdict === "fail").length;
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toContain(`${failures - 9} more cases`);
    expect(lines.filter((line) => line.startsWith("::warning "))).toHaveLength(10);
  });

  it("has a message that no text can end or turn into a command", () => {
    fc.assert(
      fc.property(records, (record) => {
        for (const line of github.annotations!(outcomeOf(record))
          .split("\n")
          .filter((one) => one !== "")) {
          expect(line).toMatch(/^::(error|warning) title=[^:,\r\n]*::[^\r\n]*$/);
        }
      }),
    );
  });

  it("keeps a summary that GitHub takes, in whole sections", async () => {
    const summary = await github.stepSummary!(
      outcomeOf({ ...many, results: Array.from({ length: 20 }, () => many.results).flat() }),
    );
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(2 ** 20);
    expect(summary).toMatch(/\d+ more sections left out: the files of the run hold all\.\n$/);
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

describe("results.json", () => {
  it("is one line that reads back as the record, whatever texts it holds", () => {
    fc.assert(
      fc.property(records, (record) => {
        const text = resultsText(outcomeOf(record), { "a.csv": "x" });
        expect(text.indexOf("\n")).toBe(text.length - 1);
        expect(text).not.toMatch(/[\p{Bidi_Control}\u2028\u2029]/u);
        const finite = (_: string, value: unknown): unknown =>
          typeof value === "number" ? (Number.isFinite(value) ? value + 0 : null) : value;
        const { schema, kind, partial, files, digest, ...rest } = JSON.parse(text);
        expect(rest).toEqual(JSON.parse(JSON.stringify(record, finite)));
        expect(digest).toMatch(/^[0-9a-f]{64}$/);
        expect({ schema, kind, partial }).toEqual({ schema: SCHEMA, kind: "check", partial: false });
        // sha256 of "x"
        expect(files).toEqual({ "a.csv": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881" });
      }),
    );
  });

  it("begins with what tells how to read it", () => {
    expect(Object.keys(JSON.parse(resultsText(outcomeOf(realistic), {}))).slice(0, 5)).toEqual(
      "schema kind version partial files".split(" "),
    );
  });
});

/** By another library than the one that writes; anything that is not well-formed throws. */
function tagsOf(xml: string): { readonly name: string; readonly attributes: Record<string, string> }[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const visit = (nodes: readonly Readonly<Record<string, unknown>>[]): void => {
    for (const node of nodes) {
      const name = Object.keys(node).find((key) => key !== ":@")!;
      if (name === "#text" || name === "?xml") continue;
      tags.push({ name, attributes: (node[":@"] ?? {}) as Record<string, string> });
      visit(node[name] as never);
    }
  };
  visit(new XMLParser({ ...{ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "" } }).parse(xml));
  return tags;
}

describe("junit", () => {
  it("is well-formed and has a test case a case, failures and errors where they belong", () => {
    fc.assert(
      fc.property(records, (record) => {
        const tags = tagsOf(onlyFile(junit, record));
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
      expect(onlyFile(junit, one)).toContain(`${check}: expected`);
    }
  });
});

describe("markdown", () => {
  it("keeps the table's columns whatever the names hold", () => {
    fc.assert(
      fc.property(records, (record) => {
        const rows = onlyFile(markdown, record)
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
    const text = onlyFile(markdown, {
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

it("markdown has the matrix of every check of a plan, as of a check alone", async () => {
  const parts = [
    { name: "check 1", outcome: outcomeOf(realistic) },
    { name: "check 2", problem: "none" },
  ];
  const plan = {
    kind: "run",
    version: "0.1.0",
    partial: false,
    record: { version: "0.1.0", seed: 0, alpha: 1e-9, parts },
  };
  const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("|"));
  const alone = linesOf(onlyFile(markdown, realistic));
  expect(alone.length).toBeGreaterThan(2);
  const page = (await markdown.files(plan as unknown as Outcome))["summary.md"]!;
  expect(linesOf(page)).toEqual(alone);
});

it("the help of --reporter and docs/ci.md name every reporter", () => {
  const command = withCommonOptions(new Command());
  const { description } = command.options.find(({ long }) => long === "--reporter")!;
  const names = reporters.map(({ name }) => name);
  expect(description.split(": ")[1]!.split(", ")).toEqual(names);
  const page = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
