/** What audits without claims say of right tensors, as a page. */
import { binomialSf } from "../../harness/numeric/index.js";
import { type Judged, LEVELS } from "./rightTensors.js";
import { FILE_LEVELS, type Stock } from "./stockLayers.js";

/** So many alarms would be no chance. */
const NO_CHANCE = 1e-4;

export function identifyPage(
  judged: readonly Judged[],
  stock: readonly Stock[],
): { readonly page: string; readonly alarms: readonly string[] } {
  const n = judged.length;
  const levels = LEVELS.map((level, at) => {
    const of = (verdict: string): number => judged.filter(({ verdicts }) => verdicts[at] === verdict).length;
    const own = judged.filter((one) => one.own[at]).length;
    return { level, own, misfits: of("misfit") + of("fail"), failed: of("fail"), undetermined: of("undetermined") };
  });
  const files = stock.reduce((sum, one) => sum + one.files, 0);
  const tensors = stock.reduce((sum, one) => sum + one.tensors, 0);
  const failedAt = (at: number): number => stock.reduce((sum, { failed }) => sum + failed[at]!, 0);
  const alarms = [
    ...levels
      .filter(({ own, level }) => tooMany(own, n, level))
      .map(({ own, level }) => `own contract: ${own} at ${level}`),
    ...levels
      .filter(({ misfits, level }) => tooMany(misfits, n, level))
      .map((one) => `misfits: ${one.misfits} at ${one.level}`),
    ...FILE_LEVELS.filter((level, at) => tooMany(failedAt(at), files, level)).map((level) => `stock files at ${level}`),
  ];
  const contracts = new Set(judged.map(({ contract }) => contract)).size;
  const page = `# Calibration of identification: audits without claims of right tensors

Written by \`npm run lab calibrateIdentify\`.

## Tensors of every contract

${n} tensors of ${contracts} contracts and presets: at their defaults (${judged.filter(({ atDefaults }) => atDefaults).length}) and at parameters stretched by up to
20 either way, fans 1 to 25,000, \`oi\`, \`io\`, \`o\`, \`oihw\` and \`hwio\`, float32, float16 and bfloat16. Entries are drawn by
xoshiro128++ with 53-bit uniforms, the polar method, rejection and Gram-Schmidt (\`test/right\`), which share nothing with the reference. Each
tensor is audited at levels so high that alarms must occur: the level is the probability with which its own contract may fail it.
A *misfit* follows no contract and no fit; one *fails* if a mistake is named besides.

| level | tensors | own contract failed | at most about | misfits | failed | too few entries, or one value |
| --- | --- | --- | --- | --- | --- | --- |
${levels.map(({ level, own, misfits, failed, undetermined }) => `| ${[level, n, own, Math.ceil(level * n), misfits, failed, undetermined].join(" | ")} |`).join("\n")}

${perDtype(judged)}

${misfitsByContract(judged)}

## Stock PyTorch layers

${files} files (Linear, LSTM, GRU, RNN, Conv1d, Conv2d with groups, ConvTranspose1d, Embedding with and without padding, MultiheadAttention,
LayerNorm; a quarter in float16) of ${tensors} tensors, drawn by PyTorch:

| alpha of a file | files | failed | at most about |
| --- | --- | --- | --- |
${FILE_LEVELS.map((level, at) => `| ${level} | ${files} | ${failedAt(at)} | ${Math.ceil(level * files)} |`).join("\n")}

Of the tensors at the last level ${verdictsOf(stock)}.

${alarms.length === 0 ? "No count is more than its level explains." : `**More than the level explains:** ${alarms.join("; ")}.`}
`;
  return { page, alarms };
}

/** More than so many alarms in n at this level would be no chance. */
const tooMany = (count: number, n: number, level: number): boolean => n > 0 && binomialSf(count, n, level) < NO_CHANCE;

function perDtype(judged: readonly Judged[]): string {
  const dtypes = [...new Set(judged.map(({ dtype }) => dtype))].sort();
  const rows = dtypes.map((dtype) => {
    const own = judged.filter((one) => one.dtype === dtype);
    const count = (at: number): number => own.filter((one) => one.own[at]).length;
    const misfits = (at: number): number =>
      own.filter(({ verdicts }) => ["misfit", "fail"].includes(verdicts[at]!)).length;
    return [dtype, own.length, ...LEVELS.flatMap((_, at) => [count(at), misfits(at)])];
  });
  const header = ["dtype", "tensors", ...LEVELS.flatMap((level) => [`own at ${level}`, `misfits at ${level}`])];
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Which contracts the misfits at the finest level are of, and whether they were drawn at parameters of their own. */
function misfitsByContract(judged: readonly Judged[]): string {
  const last = LEVELS.length - 1;
  const misfits = judged.filter(({ verdicts }) => ["misfit", "fail"].includes(verdicts[last]!));
  if (misfits.length === 0) return `At ${LEVELS[last]} there is no misfit.`;
  const rows = [...new Set(misfits.map(({ contract }) => contract))].sort().map((contract) => {
    const own = misfits.filter((one) => one.contract === contract);
    const atDefaults = own.filter((one) => one.atDefaults).length;
    return [contract, atDefaults, own.length - atDefaults, own.filter((one) => one.own[last]).length];
  });
  const header = [`misfits at ${LEVELS[last]} of`, "at defaults", "at other parameters", "own contract failed too"];
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function verdictsOf(stock: readonly Stock[]): string {
  const total: Record<string, number> = {};
  for (const { verdicts } of stock)
    for (const [verdict, count] of Object.entries(verdicts)) total[verdict] = (total[verdict] ?? 0) + count;
  return Object.entries(total)
    .map(([verdict, count]) => `${count} are ${verdict}`)
    .join(", ");
}
