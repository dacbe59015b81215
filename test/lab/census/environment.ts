/** Where a library of the census is installed: an environment of Python, the packages of test/peers, or its own build. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Peer } from "./peer.js";

/** Environments are made once a machine, by what is installed in them. */
export const ENVIRONMENTS = join(tmpdir(), "initgate-census");

/** Installed in no longer than this. */
const INSTALL_MS = 1_800_000;

export interface Environment {
  /** The interpreter of its Python. */
  readonly python: string;
  /** The folder that its programs lie in. */
  readonly folder: string;
}

/**
 * @param packages what pip installs, where it is a library of Python
 * @throws Error of one line where it cannot be installed
 */
export function environmentOf(peer: Peer, packages: readonly string[] | undefined, peersFolder: string): Environment {
  const folder = peer.folder === undefined ? peersFolder : join(peersFolder, peer.folder);
  for (const [program, ...words] of peer.build ?? []) run(program!, words, folder);
  return { folder, python: packages === undefined ? "python3" : pythonWith(packages, peer.pip?.build) };
}

function pythonWith(packages: readonly string[], build?: readonly string[]): string {
  const folder = join(
    ENVIRONMENTS,
    [...packages]
      .sort()
      .join("+")
      .replaceAll(/[^\w.+=-]/g, "_"),
  );
  const python = join(folder, "bin", "python");
  const done = join(folder, "installed");
  if (!existsSync(done)) {
    mkdirSync(ENVIRONMENTS, { recursive: true });
    run("python3", ["-m", "venv", folder], ENVIRONMENTS);
    const pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check"];
    if (build !== undefined) run(python, [...pip, ...build], ENVIRONMENTS);
    run(python, [...pip, ...(build === undefined ? [] : ["--no-build-isolation"]), ...packages], ENVIRONMENTS);
    writeFileSync(done, "");
  }
  return python;
}

function run(program: string, words: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(program, words, { cwd, encoding: "utf8", timeout: INSTALL_MS });
  if (status === 0) return;
  const last = error?.message ?? stderr.trim().split("\n").at(-1) ?? "";
  throw new Error(
    `${[basename(program), ...words].join(" ").slice(0, 120)}: must exit with 0, got ${status ?? "none"}: ${last}`,
  );
}
