/** The audit of files, against a contract's file and claims of the command line. */
import { audit as auditFiles } from "../audit/audit.js";
import { NO_CONTRACT, readContract } from "../audit/contractFile.js";
export const audit = async ({ contract: path, ...request }, around, watch) => {
    const contract = path === undefined ? NO_CONTRACT : await readContract(path);
    watch.begin({ rows: [], notes: [] });
    const together = { let: { ...contract.let, ...request.let }, claims: [...request.claims, ...contract.claims] };
    const options = { ...contract, ...request, ...together, onRow: watch.row };
    return auditFiles(options, around.contracts);
};
