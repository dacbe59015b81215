/**
 * Libraries of the census that are there are gated as it gates them, and their verdicts are those of docs/census.csv. A library that is not
 * there is skipped, and its name is printed: those of npm are installed by `npm ci --prefix test/peers`, and built ones by their folder's README.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { type CensusRow, gatePeer } from "../lab/census/gatePeer.js";
import { peers } from "../lab/census/index.js";
import type { Peer } from "../lab/census/peer.js";
import { ROOT } from "../run.js";

const FOLDER = join(ROOT, "test/peers");
const census = parse<CensusRow>(readFileSync(join(ROOT, "docs/census.csv"), "utf8"), { columns: true });

const folderOf = ({ folder = "" }: Peer): string => join(FOLDER, folder);

/** Programs of Node, and those that were built; subjects of Python are gated by their own test. */
const programs = peers.filter(({ program, pip }) => program !== undefined && pip === undefined);
const isThere = (peer: Peer): boolean => {
  const [first] = peer.program!;
  return first === "node" ? existsSync(join(FOLDER, "node_modules")) : existsSync(join(folderOf(peer), first!));
};
/** A script starts what was built: the classes beside it. */
const isBuilt = (peer: Peer): boolean =>
  isThere(peer) && (peer.program![0] !== "subject.sh" || existsSync(join(folderOf(peer), "target/classes")));

const absent = programs.filter((peer) => !isBuilt(peer)).map(({ name }) => name);
if (absent.length > 0) console.warn(`census: not installed here, SKIPPED: ${absent.join(", ")}`);

const told = ({ initializer, params, dtype, shape, layout, verdict, diagnosis }: CensusRow): string =>
  [initializer, params, dtype, shape, layout, verdict, diagnosis].join(" ");

describe.each(programs)("$name", (peer) => {
  test.runIf(isBuilt(peer))(
    "is as the census says",
    async () => {
      const rows = await gatePeer(peer, { python: "python3", folder: folderOf(peer) });
      const { version } = rows[0]!;
      const expected = census.filter((row) => row.library === peer.name && row.version === version);
      expect(expected.length).toBeGreaterThan(0);
      expect(rows.map(told)).toEqual(expected.map(told));
    },
    300_000,
  );
});
