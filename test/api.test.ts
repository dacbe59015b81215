/**
 * docs/api/ is current: it has every name that an entry point exports and no other, and every docstring of these as it stands. What
 * TypeDoc makes of types is compared by test/slow/api.test.ts. After a change: `npm run lab api`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./run.js";

/** A declaration's docstrings: its own, and those of its members. */
type Docstrings = readonly string[];
type Exported = ReadonlyMap<string, Docstrings>;

const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

const { exports } = JSON.parse(read("package.json")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const entries = Object.values(exports).flatMap((entry) =>
  typeof entry === "string" ? [] : [entry.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1")],
);

/** What is compared: letters and digits, whatever Markdown makes of the rest. */
const bare = (text: string): string => text.replace(/\{@link ([^}]*)\}/g, "$1").replace(/[^\p{L}\p{N}]+/gu, "");

const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\//g;
/** The prose of a comment, up to its first tag. */
const proseOf = (text: string): string =>
  text
    .replace(/^\s*\*( |$)/gm, "")
    .split(/^\s*@/m)[0]!
    .trim();

const sourceOf = (file: string, specifier: string): string => join(dirname(file), specifier.replace(/\.js$/, ".ts"));

/** The docstrings of `name` in a file, or in the file that it is exported from. */
function docstringsOf(file: string, name: string): Docstrings | undefined {
  const text = read(file);
  const declared = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*)?^export (?:async |declare )?(function|const|interface|type|class) ${name}\\b`,
    "m",
  ).exec(text);
  if (declared === null) return exportsOf(file).get(name);
  const [, own, kind] = declared;
  const from = declared.index + declared[0].length;
  const rest = text.slice(from);
  const members = kind === "interface" ? rest.slice(0, /^\}/m.exec(rest)!.index) : "";
  return [own ?? "", ...[...members.matchAll(comment)].map((match) => match[1]!)]
    .map(proseOf)
    .filter((one) => one !== "");
}

/** Everything that a file exports by name. */
function exportsOf(file: string): Exported {
  const text = read(file);
  const found = new Map<string, Docstrings>();
  for (const [, isNamespace, as, specifier] of text.matchAll(/^export (\*)(?: as (\w+))? from "([^"]+)"/gm)) {
    if (isNamespace === undefined) continue;
    if (as === undefined) for (const [name, docs] of exportsOf(sourceOf(file, specifier!))) found.set(name, docs);
  }
  for (const [, names, specifier] of text.matchAll(/^export (?:type )?\{([^}]*)\}(?: from "([^"]+)")?/gm)) {
    for (const one of names!.split(",").map((word) => word.trim().replace(/^type /, ""))) {
      if (one === "") continue;
      const [name, shown = name] = one.split(" as ");
      const imported = new RegExp(`^import (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from "(\\.[^"]+)"`, "m").exec(text);
      const from = specifier ?? imported?.[1];
      found.set(shown!, (from === undefined ? [] : docstringsOf(sourceOf(file, from), name!)) ?? []);
    }
  }
  for (const [, name] of text.matchAll(/^export (?:async |declare )?(?:function|const|interface|type|class) (\w+)/gm)) {
    found.set(name!, docstringsOf(file, name!)!);
  }
  for (const [, names] of text.matchAll(/^export const \{ ([^}]*) \}/gm)) {
    for (const name of names!.split(", ")) found.set(name, []);
  }
  return found;
}

/** A name that two entry points export is described on the page of one. */
const allPages = bare(
  readdirSync(join(ROOT, "docs/api"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => read(join("docs/api", file)))
    .join("\n"),
);

describe.each(entries)("%s", (entry) => {
  const page = [
    `docs/api/${entry}.md`,
    `docs/api/${entry.replace(/\/index$/, "")}.md`,
    `docs/api/${entry}/README.md`,
  ].find((file) => existsSync(join(ROOT, file)));
  const shown = page === undefined ? "" : read(page);
  const exported = exportsOf(`${entry}.ts`);

  test("its page has the names that it exports, and no others", () => {
    const headings = [...shown.matchAll(/^### ([\w\\]+)/gm)].map((match) => match[1]!.replaceAll("\\", ""));
    expect(headings.length).toBeGreaterThan(0);
    expect([...new Set(headings)].sort()).toEqual([...exported.keys()].sort());
  });

  test("the pages say what its docstrings say", () => {
    const stale = [...exported].flatMap(([name, docs]) =>
      docs.filter((one) => !allPages.includes(bare(one))).map((one) => `${name}: ${one}`),
    );
    expect(stale).toEqual([]);
  });
});
