/** Gates the peers: one row a claim and shape; a peer that claims nothing is identified instead. */
import { join } from "node:path";
import { check } from "../../index.js";
const SEED = 0;
/** `folder` is where the peers' programs lie and are installed. */
export async function gatePeer(peer, folder) {
    const rows = [];
    for (const claim of peer.claims) {
        rows.push(...(await (claim.documented === undefined ? identified(peer, claim, folder) : judged(peer, claim, folder))));
    }
    return rows;
}
const PYTHON = "/usr/bin/python3";
function specOf({ subject, program }, folder) {
    if (program === undefined)
        return { subject: subject };
    const [interpreter, file] = program;
    return { command: `'${interpreter}' '${join(folder, file)}'` };
}
async function judged(peer, claim, folder) {
    const { documented, limits: _, ...ask } = claim;
    const params = Object.entries(ask.params ?? {}).map(([key, value]) => `${key}=${value}`);
    const record = await check({ ...specOf(peer, folder), ...ask, python: PYTHON, seed: SEED, threads: 1 });
    return record.results.map(({ key, verdict, findings, diagnosis, notes }) => ({
        peer: peer.name,
        version: key.subjectVersion,
        initializer: key.initializer,
        params: [...params, ...(ask.dtype === undefined ? [] : [ask.dtype])].join(" "),
        contract: key.contract,
        documented: documented,
        shape: key.shape,
        layout: key.layout,
        verdict,
        failed: findings.flatMap((one) => (one.verdict === "fail" ? [one.check] : [])).join(" "),
        diagnosis: diagnosis?.mistake ?? "",
        evidence: diagnosis?.evidence ?? (verdict === "undetermined" ? notes.join("; ") : ""),
    }));
}
/** A peer that claims nothing is held to what its source was read to draw, and is said to fit that, or nothing tried. */
async function identified(peer, claim, folder) {
    const rows = [];
    for (const shape of claim.shapes) {
        const inputs = shape[peer.inputs ?? 0];
        const [minval, maxval] = claim.limits(inputs);
        const one = { ...claim, shapes: [shape], as: "random_uniform", params: { minval, maxval }, documented: "" };
        const [row] = await judged(peer, one, folder);
        const law = `U(${Number(minval.toPrecision(4))}, ${Number(maxval.toPrecision(4))})`;
        const fits = row.verdict === "pass";
        rows.push({
            ...row,
            contract: "",
            verdict: "identified",
            diagnosis: fits ? `fits ${law}` : "fits nothing tried",
            evidence: fits ? `with ${inputs} inputs` : `${law} ${row.verdict}: ${row.evidence}`,
        });
    }
    return rows;
}
