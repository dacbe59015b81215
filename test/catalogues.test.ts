/**
 * Every catalogue is a folder and a list: a file that the list forgets is a thing that nobody can name, so each list is held to its
 * folder. CONTRIBUTING.md says for each which file and which line to add.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Check, checks } from "../harness/check/index.js";
import { initializerNamed } from "../harness/contract/index.js";
import { expectationOf } from "../harness/contract/initializer.js";
import { prospectOf } from "../harness/gate/plan.js";
import { commands } from "../harness/program/commands.js";
import { surroundings } from "../harness/program/surroundings.js";
import { activations } from "../harness/propagation/activation/index.js";
import { blocks, formulas } from "../harness/propagation/block/index.js";
import { pythonSubjects } from "../harness/subject/pythonSubjects.js";
import { initializers } from "../initializers/index.js";
import { presets } from "../initializers/presets/index.js";
import { reporters } from "../reports/reporters.js";
import { gateMutant } from "./lab/gateMutant.js";
import { caseOf, nulls } from "./lab/nulls.js";
import { plants } from "./lab/plants.js";
import { mutants } from "./mutants/index.js";
import { ROOT } from "./run.js";

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The TypeScript files of a folder, without those below it. */
const filesIn = (folder: string, ...except: readonly string[]): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "index.ts")
    .map((file) => file.slice(0, -".ts".length))
    .filter((name) => !except.includes(name))
    .sort();

type Exports = Readonly<Record<string, unknown>>;

const exportsOf = async (folder: string, name: string): Promise<Exports> =>
  (await import(join(ROOT, folder, `${name}.ts`))) as Exports;

/** What the files of a folder export, without duplicates. */
async function allExports(folder: string, names: readonly string[]): Promise<readonly unknown[]> {
  const modules = await Promise.all(names.map((name) => exportsOf(folder, name)));
  return [...new Set(modules.flatMap((module) => Object.values(module)))];
}

const hasKeys = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === "object" && value !== null && keys.every((key) => key in value);

/** `he_normal` of `heNormal`. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const nameOf = (value: unknown): string => (value as { readonly name: string }).name;

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();

describe("initializers", () => {
  const files = filesIn("initializers");

  test.each(files)("%s exports the initializer of its name, which is listed", async (file) => {
    const module = await exportsOf("initializers", file);
    expect(Object.keys(module)).toEqual([file]);
    expect(nameOf(module[file])).toBe(snake(file));
    expect(initializers).toContain(module[file]);
  });

  test("none is listed without a file", () => expect(initializers).toHaveLength(files.length));
});

describe("presets", () => {
  /** `words.ts` is what the presets are written with. */
  const files = filesIn("initializers/presets", "words");

  test("all that the files list is listed, and nothing else", async () => {
    const lists = (await allExports("initializers/presets", files)).filter((value) => Array.isArray(value));
    expect(lists).toHaveLength(files.length);
    expect(sorted(lists.flat().map(nameOf))).toEqual(sorted(presets.map(nameOf)));
  });
});

describe("laws and rules", () => {
  test.each(["harness/contract/law", "harness/contract/rule"])("%s/index.ts exports every file's", (folder) => {
    /** Parts of laws and rules, for files of the folder alone. */
    const parts = ["byEnds", "share", "haar"];
    const index = read(`${folder}/index.ts`);
    expect(filesIn(folder, ...parts).filter((file) => !index.includes(`from "./${file}.js"`))).toEqual([]);
  });
});

describe("checks", () => {
  const isCheck = (value: unknown): value is Check => hasKeys(value, "name", "question", "applies", "detects");

  test("every check of the two folders is in the battery, and nothing else", async () => {
    const folders = ["harness/check/marginal", "harness/check/structure"];
    const found = await Promise.all(folders.map((folder) => allExports(folder, filesIn(folder))));
    expect(sorted(found.flat().filter(isCheck).map(nameOf))).toEqual(sorted(checks.map(nameOf)));
  });

  /** Mutants that fail a check which is never their strongest witness, and that has no plant. */
  const CAUGHT_BESIDES: Readonly<Record<string, string>> = { seed_zero: "seed-ignored" };

  test("each has a known-wrong sample: a plant, or a mutant that it catches", async () => {
    const known = new Set(mutants.map(({ name }) => name));
    const rows = read("docs/power.csv").trim().split("\n").slice(1);
    const witnesses = rows
      .map((row) => row.split(","))
      .filter(([mutant]) => known.has(mutant!))
      .map((cells) => cells.at(-1)!);
    const shown = new Set([...plants.map(({ check }) => check), ...witnesses]);
    expect(checks.map(nameOf).filter((name) => !shown.has(name))).toEqual(Object.keys(CAUGHT_BESIDES));
    for (const [check, name] of Object.entries(CAUGHT_BESIDES)) {
      const mutant = mutants.find((one) => one.name === name)!;
      expect((await gateMutant(mutant, mutant.seenAt ?? {}, 0)).failed).toContain(check);
    }
  });

  test("each has a null test: a row of `npm run lab calibrate`, or of its grid", () => {
    const prospects = nulls.map(({ law }) => {
      const one = caseOf(law, 0);
      return prospectOf(one, expectationOf(initializerNamed(surroundings.contracts, one.contract), one));
    });
    const inGrid = new Set(
      [...read("docs/calibration-grid.csv").matchAll(/^"[^"]*",(\w+),/gm)].map(([, name]) => name!),
    );
    const isAsked = (check: Check): boolean => inGrid.has(check.name) || prospects.some((one) => check.applies(one));
    expect(checks.filter((check) => !isAsked(check)).map(nameOf)).toEqual([]);
  });
});

describe("activations", () => {
  /** Types, look-ups and families of which several members are listed, or none. */
  const others = ["abRelu", "activation", "activationByName", "arcCosine", "layered", "ownActivation"];

  test("every file's is listed, and every listed one has a file", () => {
    expect(sorted(filesIn("harness/propagation/activation", ...others).map(snake))).toEqual(
      sorted(activations.map(nameOf)),
    );
  });
});

describe("architectures", () => {
  test("every block of the folder is listed, and nothing else", async () => {
    const folder = "harness/propagation/block";
    const found = await allExports(folder, filesIn(folder, "blockNamed"));
    const isBlock = (value: unknown): boolean => hasKeys(value, "name", "norm") || hasKeys(value, "name", "matrices");
    // Dropout is listed with its default rate.
    const listed = [...blocks, ...formulas].map(nameOf).filter((name) => name !== "dropout");
    expect(sorted(found.filter(isBlock).map(nameOf))).toEqual(sorted(listed));
  });
});

describe("formats of weight files", () => {
  const lists = ["openWeights", "zipFormat", "jsonFormat"].map((file) => read(`harness/weights/${file}.ts`)).join("\n");
  const listed = [...lists.matchAll(/Formats: readonly \w+\[\] = \[([^\]]*)\]/g)].flatMap(([, names]) =>
    [...names!.matchAll(/\b\w+Format\b/g)].map(([name]) => name),
  );

  test("every format of the folder is in one of the three lists, and nothing else", () => {
    const exported = filesIn("harness/weights").flatMap((file) =>
      [...read(`harness/weights/${file}.ts`).matchAll(/^export const (\w+Format):/gm)].map(([, name]) => name!),
    );
    expect(exported.length).toBeGreaterThan(10);
    expect(sorted(exported)).toEqual(sorted(new Set(listed)));
  });
});

describe("report formats", () => {
  test("every reporter of the folder is listed, and nothing else", async () => {
    const found = await allExports("reports", filesIn("reports"));
    expect(sorted(found.filter((value) => hasKeys(value, "name", "files")).map(nameOf))).toEqual(
      sorted(reporters.map(nameOf)),
    );
  });
});

describe("subjects", () => {
  test("every Python program answers for a subject, and every subject has its program", () => {
    const programs = readdirSync(join(ROOT, "harness/subject/adapters")).filter((file) => file.endsWith("_subject.py"));
    // initgate_subject.py is the module that all the others import.
    const named = ["initgate_subject.py", ...Object.values(pythonSubjects).map(({ program }) => program)];
    expect(sorted(programs)).toEqual(sorted(named));
  });
});

describe("commands", () => {
  test("every command of the folder is in the table, and nothing else", async () => {
    const adds = filesIn("harness/command").flatMap((file) =>
      [...read(`harness/command/${file}.ts`).matchAll(/^export function (add[A-Z]\w*)/gm)].map(([, name]) => name!),
    );
    expect(sorted(adds)).toEqual(sorted(Object.values(commands).map(({ add }) => add)));
  });
});

describe("lists whose files are all of one kind", () => {
  test.each([
    ["harness/fleet", /Kind$/, "harness/fleet/kinds.ts", ["jobKind"]],
    ["test/mutants", /./, "test/mutants/index.ts", ["mistakes", "mutant"]],
    [
      "test/lab/papers",
      /./,
      "test/lab/papers/index.ts",
      [
        "formulaNet",
        "jacobians",
        "judge",
        "lecunDefault",
        "mistakes",
        "nets",
        "normalization",
        "once",
        "paper",
        "published",
        "run",
        "singularValues",
        "spread",
        "thirtyLayers",
      ],
    ],
    [
      "test/lab/census",
      /./,
      "test/lab/census/index.ts",
      ["absent", "command", "environment", "gatePeer", "known", "page", "peer", "reproduction"],
    ],
  ])("%s", (folder, kind, list, helpers) => {
    const text = read(list);
    const files = filesIn(folder, ...helpers).filter((file) => kind.test(file));
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !text.includes(`from "./${file}.js"`))).toEqual([]);
  });
});

describe("CONTRIBUTING.md", () => {
  const text = read("CONTRIBUTING.md");

  test("names only files and folders that exist", () => {
    const folders = "harness|initializers|reports|test|docs";
    const paths = [...text.matchAll(new RegExp(`\`((?:${folders})/[\\w./-]*)\``, "g"))].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(40);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test.each([
    "initializer",
    "law",
    "check",
    "activation",
    "weight file format",
    "subject",
    "report format",
    "preset",
    "published result",
  ])("says how to add one more %s: one file, one line, one test", (thing) => {
    const section = text.split(/^## /m).find((one) => one.startsWith(`Add one more ${thing}\n`)) ?? "";
    for (const step of ["File:", "Line:", "Test:"]) expect(section).toContain(`* ${step}`);
  });
});
