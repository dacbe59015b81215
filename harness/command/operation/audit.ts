/** The audit of files, against a contract's file and claims of the command line. */
import { type AuditSettings, audit as auditFiles } from "../../audit/audit.js";
import { NO_CONTRACT, readContract } from "../../audit/contractFile.js";
import type { Examined } from "../../audit/examine.js";
import { mergeTensors } from "../../audit/mergeTensors.js";
import { type Planned, withPlan } from "../../audit/plan.js";
import type { Absent, TensorJob } from "../../audit/tensorJob.js";
import { formatShape } from "../../contract/layout.js";
import type { FleetAddress } from "../../fleet/address.js";
import type { ShardRecord } from "../../gate/shard.js";
import type { AuditRecord } from "../../record/index.js";
import { tell } from "../message.js";
import { fleetFor } from "./fleet.js";
import type { Operation } from "./operation.js";

export interface AuditRequest extends Omit<AuditSettings, "onRow" | "tied" | "replicated" | "elsewhere"> {
  /** The path of a contract for the whole model; claims of the command line override it. */
  readonly contract?: string;
  /** The fleet whose workers examine tensors, if they find the same files. */
  readonly fleet?: FleetAddress;
}

export const audit: Operation<AuditRequest, AuditRecord> = async ({ fleet, ...request }, around, watch) => {
  const settings = await settingsOf(request);
  watch.begin({ rows: [], notes: [] } satisfies AuditRecord);
  const elsewhere = fleetFor<TensorJob, Examined | Absent>(fleet, FILES, around);
  return auditFiles({ ...settings, ...elsewhere, onRow: watch.row }, around.contracts, { ...around, say: tell });
};

async function settingsOf({ contract: path, ...settings }: AuditRequest): Promise<AuditSettings> {
  const contract = path === undefined ? NO_CONTRACT : await readContract(path);
  const together = { let: { ...contract.let, ...settings.let }, claims: [...settings.claims, ...contract.claims] };
  return { ...contract, ...settings, ...together };
}

/** Lists what would be judged, one line for each tensor or part: opens the files, and reads no tensor. */
export const list: Operation<AuditRequest, readonly string[]> = async (request, around) =>
  withPlan(await settingsOf(request), around.contracts, async ({ planned }) => planned.map(lineOf));

function lineOf({ place: { file, entry, held } }: Planned): string {
  if (entry.unsupported !== undefined) return `? ${file}: ${entry.name}  ${entry.unsupported}`;
  const claim = held === undefined ? "to be identified" : `as ${held.claim.contract}`;
  return [`${file}: ${entry.name}`, formatShape(entry.shape), entry.dtype, claim].join("  ");
}

/** Tensors have no subject: every worker that serves the default subject takes them. */
const FILES = { subject: "reference" };

export interface AuditMergeRequest {
  readonly shards: readonly ShardRecord<AuditRecord>[];
  readonly threads: number;
}

export const merge: Operation<AuditMergeRequest, AuditRecord> = ({ shards, threads }, around) =>
  mergeTensors(shards, around.contracts, { ...around, threads });
