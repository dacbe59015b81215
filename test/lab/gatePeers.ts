/** Gates the peers: one row a claim and shape; a peer that claims nothing is identified instead. */
import { join } from "node:path";
import { check } from "../../index.js";
import type { Peer, PeerClaim } from "./peerList.js";

export interface PeerRow {
  readonly peer: string;
  readonly version: string;
  readonly initializer: string;
  readonly params: string;
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
  const { documented, limits: _, ...ask } = claim;
  const params = Object.entries(ask.params ?? {}).map(([key, value]) => `${key}=${value}`);
  const record = await check({ ...specOf(peer, folder), ...ask, python: PYTHON, seed: SEED, threads: 1 });
  return record.results.map(({ key, verdict, findings, diagnosis, notes }) => ({
    peer: peer.name,
    version: key.subjectVersion,
    initializer: key.initializer,
    params: [...params, ...(ask.dtype === undefined ? [] : [ask.dtype])].join(" "),
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

/** A peer that claims nothing is held to what its source was read to draw, and is said to fit that, or nothing tried. */
async function identified(peer: Peer, claim: PeerClaim, folder: string): Promise<readonly PeerRow[]> {
  const rows: PeerRow[] = [];
  for (const shape of claim.shapes!) {
    const inputs = shape[peer.inputs ?? 0]!;
    const [minval, maxval] = claim.limits!(inputs);
    const one = { ...claim, shapes: [shape], as: "random_uniform", params: { minval, maxval }, documented: "" };
    const [row] = await judged(peer, one, folder);
    const law = `U(${Number(minval.toPrecision(4))}, ${Number(maxval.toPrecision(4))})`;
    const fits = row!.verdict === "pass";
    rows.push({
      ...row!,
      contract: "",
      verdict: "identified",
      diagnosis: fits ? `fits ${law}` : "fits nothing tried",
      evidence: fits ? `with ${inputs} inputs` : `${law} ${row!.verdict}: ${row!.evidence}`,
    });
  }
  return rows;
}
