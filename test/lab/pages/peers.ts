/** `npm run lab peers [NAME...]`: installs the peers in their own folder, gates them, and writes docs/peers.csv and docs/peers.md. */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { gatePeer, type PeerRow } from "../gatePeers.js";
import { type Peer, peers } from "../peerList.js";
import { peersPage, type Shown } from "../peersPage.js";

const ROOT = process.cwd();
const FOLDER = join(ROOT, "test", "peers");

// No scripts: brain.js and js-pytorch would build and download native graphics libraries that they do not need.
const installed = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", FOLDER], {
  stdio: ["ignore", "ignore", "inherit"],
});
if (installed.status !== 0) throw new Error("peers: npm ci must succeed in test/peers, got an error");

/** The optional peers of the package are found from the folder that a command runs in. */
process.chdir(FOLDER);
const asked = process.argv.slice(2);
const chosen = peers.filter(({ name }) => asked.length === 0 || asked.includes(name));
const rows: PeerRow[] = [];
const shown: Shown[] = [];
for (const peer of chosen) {
  try {
    rows.push(...(await gatePeer(peer, FOLDER)));
    shown.push(...reproduced(peer));
  } catch (error) {
    console.warn(`SKIPPED ${peer.name}: ${(error as Error).message}`);
  }
  const own = rows.filter((row) => row.peer === peer.name);
  console.log(`${peer.name}: ${own.map(({ verdict }) => verdict).join(" ")}`);
}
if (asked.length === 0) {
  writeFileSync(join(ROOT, "docs", "peers.csv"), stringify(rows, { header: true }));
  writeFileSync(join(ROOT, "docs", "peers.md"), peersPage(rows, shown));
} else console.log(stringify(rows, { header: true }));

/** Runs each reproduction as a user would, where the peers are installed. */
function reproduced(peer: Peer): readonly Shown[] {
  return peer.reproductions.map(({ says, language, code }) => {
    const file = join(FOLDER, `reproduction.${language === "js" ? "mjs" : "py"}`);
    writeFileSync(file, code);
    const { stdout } = spawnSync(language === "js" ? process.execPath : "/usr/bin/python3", [file], {
      cwd: FOLDER,
      encoding: "utf8",
    });
    rmSync(file);
    return { peer: peer.name, says, language, code, printed: stdout };
  });
}
