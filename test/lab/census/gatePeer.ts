/** Gates a library: one row a claim and shape; what claims nothing is identified instead. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gate } from "../../../harness/gate/gate.js";
import { surroundings } from "../../../harness/program/surroundings.js";
import { type RunRecord, worst } from "../../../harness/record/index.js";
import { openSubject } from "../../../harness/subject/open.js";
import type { SubjectSpec } from "../../../harness/subject/spec.js";
import type { Subject } from "../../../harness/subject/subject.js";
import { audit, check } from "../../../index.js";
import { wordsOf } from "./command.js";
import type { Environment } from "./environment.js";
import type { Peer, PeerClaim, PeerModel } from "./peer.js";

export interface CensusRow {
  readonly library: string;
  readonly language: string;
  readonly version: string;
  readonly initializer: string;
  readonly params: string;
  readonly dtype: string;
  readonly contract: string;
  readonly documented: string;
  readonly shape: string;
  readonly layout: string;
  readonly verdict: string;
  readonly failed_checks: string;
  readonly diagnosis: string;
  readonly evidence: string;
  /** Of a failed case: its mean square over the documented one, and what ten layers make of it. Empty where it is right. */
  readonly variance_ratio: string;
  readonly variance_after_10_layers: string;
  readonly upstream: string;
  /** Verdicts under the other seeds that were tried, failures with their diagnosis: "9 pass, 1 fail outliers"; empty where none were. */
  readonly seeds: string;
}

const SEED = 0;
/** As `check` has it. */
const ALPHA = 1e-9;
const LAYERS = 10;

export async function gatePeer(peer: Peer, environment: Environment): Promise<readonly CensusRow[]> {
  const rows: CensusRow[] = [];
  for (const claim of peer.claims) {
    const of = claim.documented === undefined ? identified : judged;
    rows.push(...(await of(peer, claim, environment)));
  }
  for (const model of peer.models ?? []) rows.push(await audited(peer, model, environment, SEED));
  return rows;
}

/** Entries in the first stage of a case under more seeds: enough for all checks, and few enough for ten seeds. */
const SAMPLES = 4000;

/**
 * Gates what passed again, under more seeds. A failure has a program of the library's own that shows it; it is a pass that one
 * seed alone does not show. One process draws for all seeds: it costs less than its start.
 *
 * @returns the rows, those that were gated with a tally
 */
export async function underMoreSeeds(
  peer: Peer,
  environment: Environment,
  rows: readonly CensusRow[],
  seeds: number,
): Promise<readonly CensusRow[]> {
  const key = ({ initializer, params, dtype, contract, shape, layout, version }: CensusRow): string =>
    [initializer, params, dtype, contract, shape, layout, version].join(" ");
  const passed = new Set(rows.filter(({ verdict }) => verdict === "pass").map(key));
  const tallies = new Map<string, readonly CensusRow[]>();
  const add = (again: readonly CensusRow[]): void => {
    for (const row of again) tallies.set(key(row), [...(tallies.get(key(row)) ?? []), row]);
  };
  const others = Array.from({ length: seeds }, (_, k) => SEED + 1 + k);
  const claims = peer.claims.filter(({ documented }) => documented !== undefined);
  if (claims.length > 0) {
    const subject = await openSubject(specOf(peer, environment), surroundings);
    try {
      for (const claim of claims) {
        for (const seed of others) {
          const again = await judgedBy(subject, peer, { ...claim, samples: SAMPLES }, seed);
          if (!again.some((row) => passed.has(key(row)))) break;
          add(again);
        }
      }
    } finally {
      await subject.close();
    }
  }
  for (const model of peer.models ?? [])
    for (const seed of others) add([await audited(peer, model, environment, seed)]);
  return rows.map((row) => (passed.has(key(row)) ? { ...row, seeds: tally(tallies.get(key(row)) ?? []) } : row));
}

const quoted = (word: string): string => `'${word}'`;

function specOf({ subject, program }: Peer, { python, folder }: Environment): SubjectSpec {
  if (program === undefined) return { subject: subject!, python };
  const [first, ...words] = program;
  const command = first === "python" ? python : first === "node" ? "node" : `${folder}/${first}`;
  return {
    subject: "reference",
    command: [command, ...words.map((word) => `${folder}/${word}`)].map(quoted).join(" "),
  };
}

async function judged(peer: Peer, claim: PeerClaim, environment: Environment): Promise<readonly CensusRow[]> {
  const record = await check({ ...specOf(peer, environment), ...askOf(claim), seed: SEED, threads: 1 });
  return rowsOf(record, peer, claim);
}

/** By a subject that is open already, and stays so. */
async function judgedBy(subject: Subject, peer: Peer, claim: PeerClaim, seed: number): Promise<readonly CensusRow[]> {
  const own: Subject = {
    description: subject.description,
    draw: (requests) => subject.draw(requests),
    close: async () => {},
  };
  const spec = { subject: subject.description.name };
  const record = await gate({ spec, own, ...askOf(claim), alpha: ALPHA, seed, threads: 1 }, surroundings);
  return rowsOf(record, peer, claim);
}

const askOf = ({ documented: _, limits: __, ...ask }: PeerClaim) => ask;

function rowsOf(record: RunRecord, peer: Peer, { documented, ...ask }: PeerClaim): readonly CensusRow[] {
  const params = wordsOf(ask.params);
  return record.results.map(({ key, verdict, findings, diagnosis, notes }) => {
    const variance = findings.find((one) => one.check === "variance");
    const ratio = Number(variance?.observed) / Number(variance?.expected);
    const off = verdict === "fail" && variance?.verdict === "fail" && Number.isFinite(ratio);
    return {
      library: peer.name,
      language: peer.language,
      version: key.subjectVersion,
      initializer: key.initializer,
      params: params.join(" "),
      dtype: ask.dtype ?? "float32",
      contract: key.contract,
      documented: documented!,
      shape: key.shape,
      layout: key.layout,
      verdict,
      failed_checks: findings.flatMap((one) => (one.verdict === "fail" ? [one.check] : [])).join(" "),
      diagnosis: diagnosis?.mistake ?? "",
      evidence: diagnosis?.evidence ?? (verdict === "undetermined" ? notes.join("; ") : ""),
      variance_ratio: off ? String(Number(ratio.toPrecision(4))) : "",
      variance_after_10_layers: off ? String(Number((ratio ** LAYERS).toPrecision(3))) : "",
      upstream: "",
      seeds: "",
    };
  });
}

function tally(rows: readonly CensusRow[]): string {
  const counts = new Map<string, number>();
  for (const { verdict, diagnosis } of rows) {
    const words = verdict === "fail" ? `fail ${diagnosis}` : verdict;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count} ${words}`).join(", ");
}

/** The diagnoses of the failures under more seeds. */
export function mistakesOf({ seeds }: CensusRow): readonly string[] {
  return seeds.split(", ").flatMap((one) => /^\d+ fail (.+)$/.exec(one)?.[1] ?? []);
}

/** A whole fresh model: one row, of all of its tensors. */
async function audited(
  peer: Peer,
  { model, family }: PeerModel,
  { python, folder }: Environment,
  seed: number,
): Promise<CensusRow> {
  const into = mkdtempSync(join(tmpdir(), "initgate-census-"));
  try {
    const made = spawnSync(python, [join(folder, "fresh_models.py"), model, into, String(seed)], { encoding: "utf8" });
    if (made.status !== 0) {
      const last = made.stderr.trim().split("\n").at(-1);
      throw new Error(`census: fresh_models.py ${model} must exit with 0, got ${made.status}: ${last}`);
    }
    const { rows } = await audit({ files: [join(into, "model.safetensors")], contract: family });
    const off = rows.filter(({ verdict }) => verdict !== "pass");
    const verdict = worst(rows.map((row) => row.verdict));
    const [first] = off.filter((row) => row.verdict === verdict);
    return {
      ...{ library: peer.name, language: peer.language, version: made.stdout.trim().split("\n").at(-1)! },
      ...{ initializer: model, params: "", dtype: "float32", contract: family },
      ...{ documented: `initializers/families/${family}.toml`, shape: `${rows.length} tensors`, layout: "", verdict },
      failed_checks: "",
      diagnosis: first?.diagnosis?.mistake ?? "",
      evidence: off.map(({ tensor, diagnosis, note }) => `${tensor}: ${diagnosis?.evidence ?? note}`).join("; "),
      ...{ variance_ratio: "", variance_after_10_layers: "", upstream: "", seeds: "" },
    };
  } finally {
    rmSync(into, { recursive: true });
  }
}

/** A peer that claims nothing is held to what its source was read to draw, and is said to fit that, or nothing tried. */
async function identified(peer: Peer, claim: PeerClaim, environment: Environment): Promise<readonly CensusRow[]> {
  const rows: CensusRow[] = [];
  for (const shape of claim.shapes!) {
    const inputs = shape[peer.inputs ?? 0]!;
    const [minval, maxval] = claim.limits!(inputs);
    const one = { ...claim, shapes: [shape], as: "random_uniform", params: { minval, maxval }, documented: "" };
    const [row] = await judged(peer, one, environment);
    const law = `U(${Number(minval.toPrecision(4))}, ${Number(maxval.toPrecision(4))})`;
    const fits = row!.verdict === "pass";
    rows.push({
      ...row!,
      params: "",
      contract: "",
      verdict: "identified",
      failed_checks: "",
      diagnosis: fits ? `fits ${law}` : "fits nothing tried",
      evidence: fits ? `with ${inputs} inputs` : `${law} ${row!.verdict}: ${row!.evidence}`,
      variance_ratio: "",
      variance_after_10_layers: "",
    });
  }
  return rows;
}
