/** The arrows of the house, bottom first: a file may import from layers below its own, and from its own folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

/** The rooms, bottom first: every source file lies in exactly one of these, and none may be empty. */
const LAYERS = [
  "harness/numeric/",
  "harness/machine/",
  "harness/record/",
  "harness/random/",
  "harness/kernel/",
  "harness/weights/",
  "harness/contract/",
  "harness/check/",
  "harness/subject/",
  "harness/gate/",
  "harness/audit/",
  "harness/baseline/",
  "harness/propagation/",
  "harness/bench/",
  "harness/fleet/",
  "harness/command/",
  "harness/library/",
  "initializers/",
  "reports/",
  "harness/program/",
  "vitest.ts",
  "jest.ts",
  "fast-check.ts",
  "index.ts",
  "cli.ts",
] as const;

/** Catalogues and writers stand on top, and see only what they must. */
const NARROW: Readonly<Record<string, readonly string[]>> = {
  // A scheme may have a power of its own, which must be the same on every engine.
  "initializers/": ["harness/contract/", "harness/numeric/power.ts", "initializers/"],
  "reports/": ["harness/record/", "harness/command/results/", "reports/"],
};

/** Packages that only one place may know. */
const PACKAGES: Readonly<Record<string, string>> = {
  commander: "harness/command/|harness/program/",
  "cli-progress": "harness/command/",
  "csv-stringify/sync": "reports/",
  "csv-parse/sync": "harness/bench/readTimings.ts",
  "fast-xml-builder": "reports/junit.ts",
  "@observablehq/plot": "reports/page/",
  linkedom: "reports/page/",
  tinybench: "harness/bench/",
  picomatch: "harness/contract/pattern.ts|harness/weights/glob.ts",
  "smol-toml": "harness/audit/contractFile.ts|harness/command/planFile.ts",
  bullmq: "harness/fleet/",
  ioredis: "harness/fleet/",
  tinypool: "harness/machine/pool.ts",
  "fastest-levenshtein": "harness/contract/nearest.ts",
};

/** AssemblyScript, another language in the same letters. */
const ASSEMBLY = "harness/kernel/assembly/";

const files = [
  ...["harness", "initializers", "reports"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  ),
  ...readdirSync(ROOT),
].filter((file) => /\.c?ts$/.test(file) && !file.endsWith(".config.ts") && !file.startsWith(ASSEMBLY));

const contains = (layer: string, file: string): boolean =>
  layer.endsWith("/") ? file.startsWith(layer) : file === layer;

const layerOf = (file: string): number => LAYERS.findIndex((layer) => contains(layer, file));

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1]!);
}

/** Local imports of a file, as paths from the root. */
function localImports(file: string): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => relative(ROOT, resolve(ROOT, dirname(file), specifier.replace(/\.(c?)js$/, ".$1ts"))));
}

function faultsOf(file: string): string[] {
  const own = layerOf(file);
  if (own < 0) return [`${file}: lies in no layer`];
  const local = localImports(file).flatMap((target) => {
    if (!existsSync(join(ROOT, target)) || layerOf(target) < 0)
      return [`${file}: imports ${target}, which is in no layer`];
    if (layerOf(target) > own) return [`${file}: imports upward from ${target}`];
    const allowed = NARROW[LAYERS[own]!];
    return allowed === undefined || allowed.some((prefix) => target.startsWith(prefix))
      ? []
      : [`${file}: may not know ${target}`];
  });
  const packages = importsOf(file).flatMap((specifier) => {
    const places = PACKAGES[specifier]?.split("|");
    return places === undefined || places.some((place) => file.startsWith(place))
      ? []
      : [`${file}: may not know ${specifier}`];
  });
  return [...local, ...packages];
}

/** The first circle of imports, found depth first: ranks alone miss circles inside one folder. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}

test("imports run strictly downward", () => {
  expect(files.length).toBeGreaterThan(40);
  expect(files.flatMap(faultsOf)).toEqual([]);
});

test("there is no circle", () => {
  expect(circleIn(new Map(files.map((file) => [file, localImports(file)])))).toBeUndefined();
});

test("no layer is listed in vain", () => {
  const used = new Set(files.map(layerOf));
  expect(LAYERS.filter((_, layer) => !used.has(layer))).toEqual([]);
});

test("the referee sees planted faults", () => {
  expect(
    circleIn(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["a"]],
      ]),
    ),
  ).toEqual(["a", "b", "c", "a"]);
  expect(layerOf("harness/stray.ts")).toBe(-1);
  expect(layerOf("harness/numeric/power.ts")).toBeLessThan(layerOf("harness/check/check.ts"));
});

/** The longest chain of imports from each file down, longest chains of its imports first. */
function longestChain(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const known = new Map<string, readonly string[]>();
  const chainFrom = (file: string): readonly string[] => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const below = (graph.get(file) ?? []).map(chainFrom);
    const chain = [file, ...below.reduce((longest, one) => (one.length > longest.length ? one : longest), [])];
    known.set(file, chain);
    return chain;
  };
  return [...graph.keys()].map(chainFrom).reduce((longest, one) => (one.length > longest.length ? one : longest));
}

test("the rooms and the longest chain through them are printed", () => {
  const graph = new Map(files.map((file) => [file, localImports(file)]));
  const rooms = LAYERS.map(
    (room) => `${String(files.filter((file) => contains(room, file)).length).padStart(4)}  ${room}`,
  );
  const chain = longestChain(graph);
  const visited = chain.map((file) => LAYERS[layerOf(file)]!).filter((room, k, all) => room !== all[k - 1]);
  process.stdout.write(`${rooms.join("\n")}\nlongest chain: ${chain.length} files through ${visited.join(" ")}\n`);
  expect(new Set(visited).size).toBe(visited.length);
});

/** Names of types that files export, with the files. */
function exportedTypes(): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), "utf8");
    for (const [, name] of text.matchAll(/^(?:export )?(?:interface|type) (\w+)\b/gm)) {
      places.set(name!, [...(places.get(name!) ?? []), file]);
    }
  }
  return places;
}

test("no two types have one name", () => {
  const twice = [...exportedTypes()].filter(([, places]) => places.length > 1);
  expect(twice.map(([name, places]) => `${name}: ${places.join(", ")}`)).toEqual([]);
});
