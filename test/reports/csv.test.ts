import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "../../reports/csv.js";
import { statisticsCsv } from "../../reports/statistics.js";
import { verdictsCsv } from "../../reports/verdicts.js";
import { parseCsv } from "./parseCsv.js";
import { HOSTILE, realistic, records } from "./records.js";

const NOT_PRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

describe("csv", () => {
  it("reads back as the numbers that were written, shortest form", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (numbers) => {
        const [, ...rows] = parseCsv(csv(["x"], [...numbers.map((x) => [x]), ["end"]]));
        expect(rows.slice(0, -1).map(([cell]) => Number(cell))).toEqual(numbers.map((x) => x + 0));
        expect(rows.slice(0, -1).map(([cell]) => cell)).toEqual(numbers.map(String));
      }),
    );
  });

  it("leaves a cell empty where there is no number", () => {
    expect(csv(["a", "b", "c", "d"], [[Number.NaN, -Infinity, null, ""]])).toBe("a,b,c,d\n,,,\n");
    expect(csv(["a", "b", "c"], [["NaN", "-Infinity", "nan of 3"]])).toBe("a,b,c\n,,nan of 3\n");
  });

  it("quotes what RFC 4180 must quote, and folds lines", () => {
    expect(csv(["a"], [['say "a, b"\r\nthen']])).toBe('a\n"say ""a, b"" then"\n');
  });

  it("keeps a formula text, and a negative number a number", () => {
    expect(csv(["a", "b", "c"], [["=1+2", "-0.5", -0.5]])).toBe("a,b,c\n'=1+2,-0.5,-0.5\n");
  });

  it("prints any hostile text as one inert cell", () => {
    const rows = parseCsv(
      csv(
        ["a", "b"],
        HOSTILE.map((text) => [text, 1]),
      ),
    );
    expect(rows).toHaveLength(HOSTILE.length + 1);
    for (const [cell, one] of rows.slice(1)) {
      expect(one).toBe("1");
      expect(cell).not.toMatch(NOT_PRINTABLE);
      expect(cell).not.toMatch(/^[=@]/);
    }
  });

  it("refuses a ragged table", () => {
    expect(() => csv(["a", "b"], [[1]])).toThrow("csv: row 0 must have 2 cells, got 1");
  });
});

// The public columns, in their public order.
const STATISTICS =
  "subject, subject_version, initializer, shape, layout, dtype, seed, fan_in, fan_out, check, n, statistic, p_value, alpha, verdict, expected, observed, detects";
const VERDICTS =
  "subject, subject_version, initializer, shape, layout, dtype, seed, verdict, failed_checks, diagnosis, replay";

describe("statistics.csv", () => {
  it("begins with the public columns", () => {
    const [header] = parseCsv(statisticsCsv(realistic));
    expect(header!.slice(0, 18)).toEqual(STATISTICS.split(", "));
  });

  it("has a row a finding, in order, and no number that is none", () => {
    fc.assert(
      fc.property(records, (record) => {
        const [header, ...rows] = parseCsv(statisticsCsv(record));
        const findings = record.results.flatMap((result) => result.findings);
        expect(rows).toHaveLength(findings.length);
        const at = header!.indexOf("statistic");
        for (const [index, { n, statistic, verdict, stage }] of findings.entries()) {
          const row = rows[index]!;
          expect(row).toHaveLength(header!.length);
          expect(row[header!.indexOf("n")]).toBe(String(n));
          expect(row[at]).toBe(statistic === null || !Number.isFinite(statistic) ? "" : String(statistic));
          expect(row[header!.indexOf("verdict")]).toBe(verdict);
          expect(row[header!.indexOf("stage")]).toBe(String(stage));
          for (const cell of row) expect(cell).not.toMatch(/^[+-]?(NaN|Infinity)$/);
        }
      }),
    );
  });
});

describe("verdicts.csv", () => {
  it("begins with the public columns", () => {
    const [header] = parseCsv(verdictsCsv(realistic));
    expect(header!.slice(0, 11)).toEqual(VERDICTS.split(", "));
  });

  it("has a row a case", () => {
    fc.assert(
      fc.property(records, (record) => {
        const [header, ...rows] = parseCsv(verdictsCsv(record));
        expect(rows.map((row) => row[header!.indexOf("verdict")])).toEqual(
          record.results.map(({ verdict }) => verdict),
        );
        expect(rows.map((row) => row.length)).toEqual(rows.map(() => header!.length));
      }),
    );
  });

  it("names the checks, the mistake with its evidence, and the replay", () => {
    const [header, ...rows] = parseCsv(verdictsCsv(realistic));
    const row = Object.fromEntries(header!.map((name, at) => [name, rows[4]![at]!]));
    expect(row["failed_checks"]).toBe(
      "kolmogorov;variance;anderson_darling;chi_square;tail_mass;quantile_range;support",
    );
    expect(row["diagnosis"]).toMatch(/^fan-out-for-fan-in: the variance is 0\.6002 .*; also fits: wrong-scale$/);
    expect(row["replay"]).toBe(realistic.results[4]!.replay);
    expect(rows[0]![header!.indexOf("diagnosis")]).toBe("");
  });
});
