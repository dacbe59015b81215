/** `audit` of the library. */
import { availableParallelism } from "node:os";
import { type AuditSettings as AuditRun, audit as auditFiles } from "../../audit/audit.js";
import { NO_CONTRACT, readContract } from "../../audit/contractFile.js";
import { type KeysOf, requireKnownKeys } from "../../library/knownKeys.js";
import type { AuditRecord } from "../../record/index.js";
import { surroundings } from "../surroundings.js";
import { THREAD } from "./common.js";

export interface AuditOptions extends Partial<Omit<AuditRun, "claims" | "tied" | "replicated" | "elsewhere">> {
  readonly files: readonly string[];
  /** The contract of every tensor, or one contract for each pattern of names; tensors without one are identified. */
  readonly as?: string | Readonly<Record<string, string>>;
  /** A contract file of a whole model, in TOML or JSON, or the name of a shipped one. */
  readonly contract?: string;
  /** Groups of names: tensors that are meant to be one. */
  readonly tied?: readonly (readonly string[])[];
}

const AUDIT_KEYS: KeysOf<AuditOptions> = {
  ...{
    files: true,
    as: true,
    contract: true,
    layout: true,
    groups: true,
    tied: true,
    let: true,
    alpha: true,
    onRow: true,
    threads: true,
    shard: true,
  },
};

/**
 * Gates weights in files as `initgate audit` does, and returns the record; nothing is written.
 *
 * @example await audit({ files: ["model.safetensors"], as: { "fc*.weight": "he_normal" } })
 * @throws one-line errors for files that cannot be read and claims that fit nothing
 */
export async function audit(options: AuditOptions): Promise<AuditRecord> {
  requireKnownKeys("audit", options, AUDIT_KEYS);
  const { as = {}, contract: file, tied = [], let: given = {}, ...run } = options;
  const contract = file === undefined ? NO_CONTRACT : await readContract(file);
  const own = Object.entries(typeof as === "string" ? { "*": as } : as);
  const claims = [...own.map(([pattern, name]) => ({ pattern, contract: name })), ...contract.claims];
  const together = {
    tied: [...tied.map((names) => ({ names })), ...contract.tied],
    let: { ...contract.let, ...given },
  };
  const settings = { alpha: 1e-9, threads: availableParallelism(), ...contract, ...run, ...together, claims };
  return auditFiles(settings, surroundings.contracts, { version: surroundings.version, thread: THREAD });
}
