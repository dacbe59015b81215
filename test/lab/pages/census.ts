/**
 * `npm run lab census [LIBRARY...]`: installs the libraries, gates them at today's version and at an older one, and writes
 * docs/census.csv and docs/census.md. With names it gates those alone, and prints rows. `--resume` takes what earlier runs on
 * this machine gated, so that a census that was stopped goes on.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { ENVIRONMENTS, type Environment, environmentOf } from "../census/environment.js";
import { type CensusRow, gatePeer } from "../census/gatePeer.js";
import { peers } from "../census/index.js";
import { type Absent, censusPage, changesSince, type ShownFinding } from "../census/page.js";
import type { Peer, PeerFinding } from "../census/peer.js";

const ROOT = process.cwd();
const FOLDER = join(ROOT, "test", "peers");
const CSV = join(ROOT, "docs", "census.csv");
const REPRODUCTION_MS = 300_000;

// No scripts: brain.js and js-pytorch would build and download native graphics libraries that they do not need.
const installed = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (installed.status !== 0) throw new Error("census: npm ci must succeed in test/peers, got an error");

/** The optional peers of the package are found from the folder that a command runs in. */
process.chdir(FOLDER);
const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { resume: { type: "boolean", default: false } },
});
const chosen = peers.filter(({ name }) => names.length === 0 || names.includes(name));
const rows: CensusRow[] = [];
const findings: ShownFinding[] = [];
const absent: Absent[] = [];
const unchecked: CensusRow[] = [];
for (const peer of chosen) await gated(peer);
report();

async function gated(peer: Peer): Promise<void> {
  const started = Date.now();
  const before = { ...process.env };
  Object.assign(process.env, peer.environment);
  const own: CensusRow[] = [];
  const environments: { readonly environment: Environment; readonly rows: readonly CensusRow[] }[] = [];
  const { latest, older } = peer.pip ?? {};
  for (const packages of older === undefined ? [latest] : [latest, older]) {
    try {
      const environment = environmentOf(peer, packages, FOLDER);
      const gatedRows = await rowsOf(peer, environment, packages);
      environments.push({ environment, rows: gatedRows });
      own.push(...gatedRows);
    } catch (error) {
      const which = packages === latest ? "" : ` (${older!.join(" ")})`;
      absent.push({ library: `${peer.name}${which}`, reason: (error as Error).message });
    }
  }
  const shown = peer.findings.map((finding) => {
    const explained = own.filter((row) => explains(finding, row));
    return { ...finding, library: peer.name, rows: explained, output: "" };
  });
  const found = shown.filter((one) => one.rows.length > 0);
  for (const one of found) {
    // What today's version has mended is shown on the older one.
    const failed = environments.find((each) => each.rows.some((row) => one.rows.includes(row)))!;
    findings.push({ ...one, output: one.printed ?? outputOf(one, failed.environment) });
  }
  const isFailure = ({ verdict }: CensusRow): boolean => verdict === "fail";
  unchecked.push(...own.filter((row) => isFailure(row) && !found.some((one) => one.rows.includes(row))));
  rows.push(...own.map((row) => ({ ...row, upstream: found.find((one) => one.rows.includes(row))?.upstream ?? "" })));
  for (const name of Object.keys(peer.environment ?? {})) delete process.env[name];
  Object.assign(process.env, before);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${peer.name} (${seconds} s): ${own.map(({ verdict }) => verdict).join(" ")}`);
}

/** What is gated is kept beside the environments, for a census that goes on. */
async function rowsOf(
  peer: Peer,
  environment: Environment,
  packages: readonly string[] | undefined,
): Promise<readonly CensusRow[]> {
  const digest = createHash("sha256")
    .update(JSON.stringify([packages, peer.claims]))
    .digest("hex")
    .slice(0, 12);
  const file = join(ENVIRONMENTS, "results", `${peer.name.replaceAll(/\W/g, "_")}-${digest}.json`);
  if (values.resume && existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const gatedRows = await gatePeer(peer, environment);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(gatedRows));
  return gatedRows;
}

function explains({ initializers, mistakes, dtypes }: PeerFinding, row: CensusRow): boolean {
  return (
    row.verdict === "fail" &&
    initializers.includes(row.initializer) &&
    mistakes.includes(row.diagnosis) &&
    (dtypes === undefined || dtypes.includes(row.dtype))
  );
}

/** What a reproduction prints, run as a user would, where the library is installed. */
function outputOf({ language, code, library }: ShownFinding, { python }: Environment): string {
  const folder = mkdtempSync(join(FOLDER, "reproduction-"));
  const file = join(folder, `reproduction.${language === "js" ? "mjs" : "py"}`);
  writeFileSync(file, `${code}\n`);
  const program = language === "js" ? process.execPath : python;
  const { stdout, stderr, status } = spawnSync(program, [file], {
    cwd: folder,
    encoding: "utf8",
    timeout: REPRODUCTION_MS,
  });
  rmSync(folder, { recursive: true });
  if (status !== 0) {
    throw new Error(
      `census: the program of ${library} must exit with 0, got ${status}: ${stderr.trim().split("\n").at(-1)}`,
    );
  }
  return stdout;
}

function report(): void {
  for (const { library, version, initializer, params, dtype, shape, layout, diagnosis, evidence } of unchecked) {
    console.error(
      `UNCHECKED ${library} ${version}: ${initializer} ${params} ${dtype} ${shape} ${layout}: ${diagnosis}: ${evidence}`,
    );
  }
  if (names.length > 0) {
    console.log(stringify(rows, { header: true }));
    for (const { library, says, output } of findings) console.log(`${library}: ${says}\n${output}`);
    for (const { library, reason } of absent) console.log(`ABSENT ${library}: ${reason}`);
  } else if (unchecked.length > 0) {
    console.error(
      `census: every failure must have a finding that was checked by hand, got ${unchecked.length} without`,
    );
    process.exitCode = 1;
  } else {
    const before: readonly CensusRow[] = existsSync(CSV) ? parse(readFileSync(CSV, "utf8"), { columns: true }) : [];
    const page = censusPage(rows, findings, absent, changesSince(before, rows));
    writeFileSync(CSV, stringify(rows, { header: true }));
    writeFileSync(join(ROOT, "docs", "census.md"), page);
  }
}
