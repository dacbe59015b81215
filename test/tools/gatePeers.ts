/** Gates the peers: one row a claim and shape; a peer that claims nothing is identified by likelihood instead. */
import { join } from "node:path";
import { identify } from "../../harness/identify.js";
import { randomEntries } from "../../harness/sample.js";
import { openSubject } from "../../harness/subject/open.js";
import { check } from "../../index.js";
import { surroundings } from "../../surroundings.js";
import type { Peer, PeerClaim } from "./peerList.js";

export interface PeerRow {
  readonly peer: string;
  readonly version: string;
  readonly initializer: string;
  readonly contract: string;
  readonly documented: string;
  readonly shape: string;
  readonly layout: string;
  readonly verdict: string;
  readonly failed: string;
  readonly diagnosis: string;
  readonly evidence: string;
}

const SEED = 0;
/** Entries that a peer without a contract is identified by. */
const ENOUGH = 20_000;

/** `folder` is where the peers' programs lie and are installed. */
export async function gatePeer(peer: Peer, folder: string): Promise<readonly PeerRow[]> {
  const rows: PeerRow[] = [];
  for (const claim of peer.claims) {
    rows.push(
      ...(await (claim.documented === undefined ? identified(peer, claim, folder) : judged(peer, claim, folder))),
    );
  }
  return rows;
}

const PYTHON = "/usr/bin/python3";

function specOf({ subject, program }: Peer, folder: string) {
  if (program === undefined) return { subject: subject! };
  const [interpreter, file] = program;
  return { command: `'${interpreter}' '${join(folder, file!)}'` };
}

async function judged(peer: Peer, claim: PeerClaim, folder: string): Promise<readonly PeerRow[]> {
  const { documented, ...ask } = claim;
  const record = await check({ ...specOf(peer, folder), ...ask, python: PYTHON, seed: SEED, threads: 1 });
  return record.results.map(({ key, verdict, findings, diagnosis, notes }) => ({
    peer: peer.name,
    version: key.subjectVersion,
    initializer: key.initializer,
    contract: key.contract,
    documented: documented!,
    shape: key.shape,
    layout: key.layout,
    verdict,
    failed: findings.flatMap((one) => (one.verdict === "fail" ? [one.check] : [])).join(" "),
    diagnosis: diagnosis?.mistake ?? "",
    evidence: diagnosis?.evidence ?? (verdict === "undetermined" ? notes.join("; ") : ""),
  }));
}

async function identified(
  peer: Peer,
  { initializers, shapes }: PeerClaim,
  folder: string,
): Promise<readonly PeerRow[]> {
  const subject = await openSubject({ subject: "", ...specOf(peer, folder) }, surroundings);
  try {
    const rows: PeerRow[] = [];
    for (const shape of shapes!) {
      const layout = subject.description.layout!;
      const size = shape.reduce((product, d) => product * d, 1);
      const request = {
        initializer: initializers[0]!,
        shape,
        layout,
        groups: 1,
        dtype: "float32" as const,
        params: {},
      };
      const seeds = Array.from({ length: Math.ceil(ENOUGH / size) }, (_, k) => k + 1);
      const answers = await subject.draw(seeds.map((seed) => ({ ...request, seed })));
      const entries = Float64Array.from(answers.flatMap((a) => (a.kind === "tensor" ? [...a.tensor.data] : [])));
      rows.push({
        ...{ peer: peer.name, version: subject.description.version, initializer: initializers[0]! },
        ...{ contract: "", documented: "", shape: shape.join("x"), layout, verdict: "identified", failed: "" },
        ...nearest({ shape, layout }, entries),
      });
    }
    return rows;
  } finally {
    await subject.close();
  }
}

/** The best fitting contract, and the figures that show how well it fits. */
function nearest(spec: { shape: readonly number[]; layout: string }, entries: Float64Array) {
  const [best] = identify(surroundings.contracts, spec, { dtype: "float32", entries });
  const values = randomEntries(best!.expected, [entries]);
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  const [low, high] = [values.reduce((a, x) => Math.min(a, x), 0), values.reduce((a, x) => Math.max(a, x), 0)];
  const figures = [mean, variance, low, high].map((x) => Number(x.toPrecision(4)));
  return {
    diagnosis: `nearest is ${best!.initializer.name}`,
    evidence: `mean ${figures[0]}, variance ${figures[1]}, from ${figures[2]} to ${figures[3]}; times fan_in the variance is ${Number((variance * best!.expected.shape.fanIn).toPrecision(4))}`,
  };
}
