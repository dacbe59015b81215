/** `npm run lab api`: the reference of every entry point that package.json exports, from its docstrings; writes docs/api/, or `--out`. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** TypeDoc needs a TypeScript with the old compiler interface, so it is installed apart from the project. */
const TOOLS = ["typedoc@0.28", "typedoc-plugin-markdown@4", "typescript@5.9"];
const { out } = parseArgs({ options: { out: { type: "string", default: "docs/api" } } }).values;

const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const sources = Object.values(exports)
  .filter((entry) => typeof entry === "object")
  .map(({ types }) => types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "$1.ts"));

const folder = mkdtempSync(join(tmpdir(), "initgate-api-"));
try {
  execFileSync("npm", ["install", "--silent", "--prefix", folder, ...TOOLS], { stdio: "inherit" });
  rmSync(out, { recursive: true, force: true });
  execFileSync(
    join(folder, "node_modules/.bin/typedoc"),
    [
      ...["--plugin", join(folder, "node_modules/typedoc-plugin-markdown/dist/index.js")],
      ...["--tsconfig", resolve("tsconfig.build.json"), "--out", out, "--readme", "none", "--name", "initgate"],
      ...sources.flatMap((source) => ["--entryPoints", source]),
      // One file an entry point; no addresses of sources, which would change with every commit.
      ...["--outputFileStrategy", "modules", "--disableSources", "--useCodeBlocks", "--logLevel", "Error"],
      ...[
        "--hideBreadcrumbs",
        "--hidePageHeader",
        "--parametersFormat",
        "table",
        "--interfacePropertiesFormat",
        "table",
      ],
      ...["--typeDeclarationFormat", "table", "--enumMembersFormat", "table", "--propertyMembersFormat", "table"],
    ],
    { stdio: "inherit" },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
