import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { CaseResult, RunRecord } from "../../harness/record/index.js";
import { auditText } from "../../reports/audit.js";
import { baselineText } from "../../reports/baseline.js";
import { propagationText } from "../../reports/propagationText.js";
import { sparkline } from "../../reports/sparkline.js";
import { renderText } from "../../reports/text.js";
import { curveRecord, realistic, records } from "./records.js";

const summary = renderText(realistic, { colour: false });
const sunken = curveRecord("pass", null);
const only = (wanted: (result: CaseResult) => boolean): RunRecord => ({
  ...realistic,
  results: realistic.results.filter(wanted),
});

describe("text", () => {
  it("reads as it should", () => {
    const failed = only(({ key }) => key.initializer === "he_normal");
    expect(renderText(failed, { colour: false })).toMatchInlineSnapshot(`
      "initgate 0.1.0  pytorch 2.9.0
      seed 0, alpha 1e-9, 7 cases, 1890 tests

                300x500  64x64  1x1000  3x3x64x128  5x5x3x32  7x16x32  3x3x3x8x16
                  io      io      io       hwio       hwio      dio      dhwio
      he_normal    ✗       ✓      ✗         ✗          ✓         ✓         ✓

      ✗ he_normal  300x500 io  float32, seed 0, fan_in 300, fan_out 500
        diagnosis  fan-out-for-fan-in: the variance is 0.6002 of the contract's (0.597 to 0.603), as 2 /
                   n_out would make it: the fans are read from the wrong axis; also fits: wrong-scale
        checks     variance          expected 0.006667, observed 0.004001, p < 1e-300
                                     statistic -109.5 of 150000 values; detects a variance off by 1.9%
                   support           expected entries in [-0.1414, 0.1414], observed 0.1822 at index 77,
                                     impossible if correct
                                     statistic 1 of 150000 values; detects a variance off by 1.9%
                   anderson_darling  expected 0.006667, observed 0.004001, p = 4e-280
                                     statistic -109.5 of 150000 values; detects a variance off by 1.9%
                   kolmogorov        expected 0.006667, observed 0.004001, p = 3.2e-188
                                     statistic -109.5 of 150000 values; detects a variance off by 1.9%
                   and 3 more (statistics.csv)
        also       1x1000 io, 3x3x64x128 hwio (replays in verdicts.csv)
        replay     npx initgate check --subject pytorch --initializer he_normal --shape 300x500 --layout io --seed 0 --tests 1890

      notes      64x64 has fan_in = fan_out: it cannot show swapped or averaged fans

      4 passed, 3 failed, 0 undetermined; a correct subject fails this run with probability at most 1e-9
      "
    `);
  });

  it("fits a page of 100 columns, replays apart", () => {
    for (const line of summary.split("\n").filter((line) => !line.startsWith("  replay"))) {
      expect(stringWidth(line), line).toBeLessThanOrEqual(100);
    }
  });

  it("is a list where a table is too wide or mostly empty", () => {
    const [first] = realistic.results;
    const wide = Array.from({ length: 40 }, (_, at) => ({
      ...first!,
      key: { ...first!.key, shape: `${at + 100}x500` },
    }));
    const sparse = Array.from({ length: 6 }, (_, at) => ({
      ...first!,
      key: { ...first!.key, initializer: `layer_${at}`, contract: `layer_${at}`, shape: `${at}x5` },
    }));
    for (const results of [wide, sparse]) {
      const text = renderText({ ...realistic, results }, { colour: false });
      for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(100);
      for (const { key } of results) expect(text).toContain(key.shape);
      expect(text.match(/✓/g)).toHaveLength(new Set(results.map(({ key }) => key.initializer)).size);
    }
  });

  it.each([60, 72, 80, 120])("fits a terminal of %d columns, replays apart", (columns) => {
    const texts = [
      renderText(realistic, { colour: false, columns }),
      propagationText({ version: "0.1.0", seed: 0, alpha: 1e-6, curves: [sunken] }, { colour: false, columns }),
    ];
    for (const line of texts.join("").split("\n"))
      if (!line.startsWith("  replay")) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
  });

  it("says once what is said of several things", () => {
    const blind = (shape: string): CaseResult => ({
      ...realistic.results[0]!,
      notes: [`${shape} has fan_in = fan_out: it cannot show swapped fans`, "s is slow"],
    });
    const text = renderText({ ...realistic, results: ["7x7", "8x8", "7x7"].map(blind) }, { colour: false });
    expect(text).toContain(
      "notes      7x7, 8x8 have fan_in = fan_out: they cannot show swapped fans\n           s is slow\n",
    );
  });

  it("adds colour and nothing else when asked", () => {
    fc.assert(
      fc.property(records, (record) => {
        const plain = renderText(record, { colour: false });
        expect(stripVTControlCharacters(renderText(record, { colour: true }))).toBe(plain);
      }),
    );
    expect(renderText(realistic, { colour: true })).toContain("\u001b[");
  });

  it("marks every case once", () => {
    const table = summary.split("\n\n")[1]!;
    expect(table.match(/[✓✗?]/g)).toHaveLength(realistic.results.length);
    expect(table.match(/✗/g)).toHaveLength(4);
    expect(table.match(/\?/g)).toHaveLength(1);
  });

  it("shows every failing and doubtful initializer, and each note once", () => {
    for (const { key, verdict, replay } of realistic.results) {
      if (verdict === "undetermined") expect(summary).toContain(replay);
      if (verdict === "fail") expect(summary).toContain(`✗ ${key.initializer}  `);
    }
    expect(summary.match(/it cannot show swapped/g)).toHaveLength(1);
  });

  it("puts the strongest finding first", () => {
    const at = (check: string): number => summary.indexOf(check);
    expect(at("anderson_darling  expected")).toBeLessThan(at("kolmogorov        expected"));
    expect(at("variance          expected")).toBeLessThan(at("anderson_darling  expected"));
    expect(summary).toContain("and 3 more (statistics.csv)");
  });

  it("ends with the count and what it is worth", () => {
    expect(summary.trimEnd().split("\n").at(-1)).toBe(
      "121 passed, 4 failed, 1 undetermined; a correct subject fails this run with probability at most 1e-9",
    );
    expect(renderText({ ...realistic, results: [] }, { colour: false })).toContain(
      "0 passed, 0 failed, 0 undetermined",
    );
  });
});

describe("curves", () => {
  it("are drawn in a line, level where they hardly change", () => {
    expect(sparkline([0, -1, -2, -3, -4, -5, -6, -7])).toBe("█▇▆▅▄▃▂▁");
    expect(sparkline([0, 0.1, 0, 0.1])).toMatch(/^[▄▅]{4}$/);
    expect(sparkline([0, null, Number.NaN, 8])).toBe("▁  █");
    expect(sparkline([])).toBe("");
    expect([...sparkline(Array.from({ length: 1000 }, (_, at) => at))]).toHaveLength(10);
  });

  it("stand in a table where it fits", () => {
    const text = propagationText(
      { version: "0.1.0", seed: 0, alpha: 1e-6, curves: [sunken] },
      { colour: false, columns: 120 },
    );
    expect(text).toMatch(/ {3}initializer +activation +ln q a layer/);
    expect(text).toMatch(/✓ {2}he_normal +relu +█▅▁ -1.0000/);
  });
});

describe("quiet", () => {
  it("prints only what did not pass, with its replay, and nothing where everything passed", () => {
    const quiet = renderText(realistic, { colour: false, quiet: true });
    for (const { key, verdict, replay } of realistic.results) {
      if (verdict === "pass") expect(quiet).not.toContain(`${replay}\n`);
      else expect(quiet).toContain(key.shape);
    }
    expect(quiet).not.toContain("passed,");
    expect(quiet).toContain("replay");
    expect(
      renderText(
        only(({ verdict }) => verdict === "pass"),
        { colour: false, quiet: true },
      ),
    ).toBe("");
  });
});

describe("many rows", () => {
  it("are no arguments of a function: 200,000 of them are printed", () => {
    const row = {
      ...{ file: "f", tensor: "t", shape: "1", layout: "o", dtype: "float32", bestFit: "none" },
      entries: 1,
    };
    const rows = new Array(200_000).fill({
      ...row,
      pValue: null,
      verdict: "pass",
      diagnosis: null,
      note: "",
      alsoFits: [],
    });
    expect(auditText({ rows, notes: [] })).toContain("200000 passed");
    const same = { ...row, ...{ subject: "s", versionThen: "1", versionNow: "2", initializer: "zeros", seed: 0 } };
    const found = {
      found: "same bits",
      verdict: "pass",
      pValue: null,
      failed: [],
      lawThen: "",
      lawNow: "",
      diagnosis: null,
      note: "",
    };
    const compared = new Array(200_000).fill({ ...same, ...found });
    expect(baselineText({ alpha: 1e-9, tests: 1, rows: compared })).toContain("200000 same bits");
  });
});
