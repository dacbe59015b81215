/** The audit of files, against a contract's file and claims of the command line. */
import { type AuditSettings, audit as auditFiles } from "../../audit/audit.js";
import { NO_CONTRACT, readContract } from "../../audit/contractFile.js";
import type { AuditRecord } from "../../record/index.js";
import type { Operation } from "./operation.js";

export interface AuditRequest extends Omit<AuditSettings, "onRow" | "tied" | "replicated"> {
  /** The path of a contract for the whole model; claims of the command line override it. */
  readonly contract?: string;
}

export const audit: Operation<AuditRequest, AuditRecord> = async ({ contract: path, ...request }, around, watch) => {
  const contract = path === undefined ? NO_CONTRACT : await readContract(path);
  watch.begin({ rows: [], notes: [] } satisfies AuditRecord);
  const together = { let: { ...contract.let, ...request.let }, claims: [...request.claims, ...contract.claims] };
  const options = { ...contract, ...request, ...together, onRow: watch.row };
  return auditFiles(options, around.contracts);
};
