/** results.json: described by docs/results.schema.json, read back as it was written, refused where files are of two runs. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRun } from "../../harness/command/results/readRun.js";
import { resultsText, writeRun } from "../../harness/command/results/writeRun.js";
import type { Outcome } from "../../harness/record/index.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { audit, propagate, recommend } from "../../index.js";
import { ROOT } from "../run.js";
import { realistic, records } from "./records.js";

const schema = JSON.parse(readFileSync(join(ROOT, "docs", "results.schema.json"), "utf8"));
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
const faultsOf = (outcome: Outcome): unknown => {
  validate(JSON.parse(resultsText(outcome, { "a.csv": "x" })));
  return validate.errors ?? [];
};
const outcomeOf = (rest: Pick<Outcome, "kind" | "record">): Outcome =>
  ({ version: "0.1.0", partial: false, ...rest }) as Outcome;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "initgate-results-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the schema", () => {
  test("describes every record of a check", () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(faultsOf(outcomeOf({ kind: "check", record }))).toEqual([]);
      }),
    );
  });

  test("describes what the other commands find", async () => {
    const path = join(folder, "w.npy");
    writeFileSync(path, encodeNpy({ shape: [4, 5], dtype: "float32", data: new Float32Array(20).fill(0.5) }));
    const network = { activations: ["relu"], depths: [3], widths: [8], nets: 3, threads: 1 };
    const found = [
      outcomeOf({ kind: "audit", record: await audit({ files: [path] }) }),
      outcomeOf({ kind: "propagate", record: await propagate(network) }),
      outcomeOf({ kind: "propagate", record: await propagate({ ...network, widths: [8, 16], coordCheck: true }) }),
      outcomeOf({ kind: "recommend", record: recommend({ depth: 3, width: 8 }) }),
    ];
    for (const outcome of found) expect(faultsOf(outcome), outcome.kind).toEqual([]);
    const parts = found.map((outcome) => ({ name: outcome.kind, outcome }));
    const plan = { seed: 0, alpha: 1e-9, parts: [...parts, { name: "lost", problem: "no such file" }] };
    expect(faultsOf(outcomeOf({ kind: "run", record: plan }))).toEqual([]);
    const shard = { index: 1, of: 2, plan: "f", count: 9, places: [0, 8] };
    for (const { kind, record } of [found[1]!, outcomeOf({ kind: "run", record: plan })]) {
      const faults = (more: object): unknown =>
        faultsOf(outcomeOf({ kind, record: { ...record, shard: more } } as never));
      expect(faults(shard)).toEqual([]);
      expect(faults({ ...shard, places: undefined })).not.toEqual([]);
    }
  });

  test("sees planted faults", () => {
    const [first] = realistic.results;
    const wrong = { ...realistic, results: [{ ...first!, verdict: "maybe" as "pass" }] };
    expect(faultsOf(outcomeOf({ kind: "check", record: wrong }))).not.toEqual([]);
    expect(faultsOf(outcomeOf({ kind: "audit", record: realistic as never }))).not.toEqual([]);
  });
});

describe("a run's directory", () => {
  const outcome = outcomeOf({ kind: "check", record: realistic });
  const write = (files: Readonly<Record<string, string>>): void =>
    void writeRun(folder, files, resultsText(outcome, files));

  const edit = (from: RegExp, to: string): void => {
    const path = join(folder, "results.json");
    const text = readFileSync(path, "utf8");
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    writeFileSync(path, edited);
  };

  test("is read back as it was written", () => {
    write({ "statistics.csv": "a\n", "verdicts.csv": "b\n" });
    expect(readRun(folder)).toEqual(JSON.parse(JSON.stringify(outcome)));
  });

  test("loses the files of the run before, but nothing else", () => {
    write({ "statistics.csv": "a\n", "junit.xml": "b\n" });
    writeFileSync(join(folder, "mine.txt"), "mine");
    write({ "audit.csv": "c\n" });
    expect(readRun(folder)).toBeDefined();
    expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("mine");
    expect(() => readFileSync(join(folder, "junit.xml"))).toThrow("ENOENT");
  });

  test.each<[string, () => void, RegExp]>([
    ["a changed file", () => writeFileSync(join(folder, "statistics.csv"), "other\n"), /statistics.csv is not the one/],
    ["a missing file", () => rmSync(join(folder, "statistics.csv")), /statistics.csv is not the one/],
    ["a file of another run", () => writeFileSync(join(folder, "audit.csv"), "x\n"), /does not name audit.csv/],
    ["no results", () => rmSync(join(folder, "results.json")), /must be a readable file, got ENOENT/],
    ["half of the results", () => writeFileSync(join(folder, "results.json"), '{"schema": 3,'), /must be JSON/],
    [
      "another schema",
      () => writeFileSync(join(folder, "results.json"), '{"schema": 1}'),
      /must be results of schema 3/,
    ],
    [
      "a path that leads away",
      () =>
        writeFileSync(
          join(folder, "results.json"),
          '{"schema":3,"kind":"check","version":"0","partial":false,"files":{"../x":"0"}}',
        ),
      /must have a version, partial and the digests of files/,
    ],
    [
      "a verdict that was edited",
      () => edit(/"verdict":"\w+"/, '"verdict":"undetermined"'),
      /results.json as the run wrote it/,
    ],
    ["another seed", () => edit(/"seed":/, '"seed":1'), /results.json as the run wrote it/],
    ["a blank more", () => edit(/\n$/, " \n"), /results.json as the run wrote it/],
    ["no digest of its own", () => edit(/"digest":"\w+",/, ""), /results.json as the run wrote it/],
    [
      "a directory in place of a file",
      () => {
        rmSync(join(folder, "statistics.csv"));
        mkdirSync(join(folder, "statistics.csv"));
      },
      /statistics.csv is not the one/,
    ],
  ])("with %s is refused", (_, damage, message) => {
    write({ "statistics.csv": "a\n" });
    damage();
    expect(() => readRun(folder)).toThrow(message);
  });
});
