/** Gates weights at rest: files of tensors, held to a contract, or to the contract that they fit best. */
import { type AtRest, judgeAtRest, testsAtRest } from "./atRest.js";
import { budgetOf } from "./budget.js";
import { initializerNamed } from "./cases.js";
import { checks } from "./check/index.js";
import { diagnose } from "./diagnose/index.js";
import { openWeights, type WeightEntry, type Weights } from "./format/openWeights.js";
import { identify } from "./identify.js";
import { expectationOf, type Initializer, type WeightSpec } from "./initializer.js";
import { formatShape, layoutFor } from "./layout.js";
import { type AuditRow, worst } from "./record/index.js";
import { sampleOf } from "./sample.js";

/** A contract for the tensors whose name matches a pattern in which * stands for anything. */
export interface Claim {
  readonly pattern: string;
  readonly contract: string;
}

export interface AuditOptions {
  readonly files: readonly string[];
  readonly claims: readonly Claim[];
  /** A comma list matched by the number of axes; PyTorch's order for .safetensors, Keras' otherwise, where absent. */
  readonly layout?: string;
  readonly groups?: number;
  readonly alpha: number;
  readonly onRow?: (row: AuditRow, done: number, of: number) => void;
}

const TORCH_LAYOUTS = "o,oi,oiw,oihw,oidhw";
const KERAS_LAYOUTS = "o,io,wio,hwio,dhwio";
/** p-values that one tensor may ask for, at most: files are judged as they are read, so the budget is divided beforehand. */
const TESTS_PER_TENSOR = checks.length;

export async function audit(options: AuditOptions, contracts: readonly Initializer[]): Promise<readonly AuditRow[]> {
  for (const { contract } of options.claims) initializerNamed(contracts, contract);
  const opened: { readonly file: string; readonly weights: Weights }[] = [];
  try {
    for (const file of options.files) opened.push({ file, weights: await openWeights(file) });
    const tensors = opened.reduce((sum, { weights }) => sum + weights.entries.length, 0);
    const rows: AuditRow[] = [];
    for (const { file, weights } of opened) {
      for (const entry of weights.entries) {
        const row = await auditEntry(file, weights, entry, options, contracts, tensors);
        rows.push(row);
        options.onRow?.(row, rows.length, tensors);
      }
    }
    return rows;
  } finally {
    for (const { weights } of opened) await weights.close();
  }
}

async function auditEntry(
  file: string,
  weights: Weights,
  entry: WeightEntry,
  options: AuditOptions,
  contracts: readonly Initializer[],
  tensors: number,
): Promise<AuditRow> {
  const facts = {
    file,
    tensor: entry.name,
    shape: "",
    layout: "",
    dtype: "",
    bestFit: "",
    pValue: null,
    diagnosis: null,
  };
  try {
    if (entry.unsupported !== undefined) return { ...facts, verdict: "undetermined", note: entry.unsupported };
    Object.assign(facts, { shape: formatShape(entry.shape), dtype: entry.dtype });
    const layouts = options.layout ?? (file.endsWith(".safetensors") ? TORCH_LAYOUTS : KERAS_LAYOUTS);
    const spec = { shape: entry.shape, layout: layoutFor(entry.shape, layouts), groups: options.groups ?? 1 };
    Object.assign(facts, { layout: spec.layout });
    const { data } = await weights.load(entry.name);
    const claim = options.claims.find(({ pattern }) => matches(pattern, entry.name))?.contract;
    return {
      ...facts,
      ...(await judged(contracts, claim, spec, { dtype: entry.dtype, entries: data }, options.alpha, tensors)),
    };
  } catch (error) {
    return { ...facts, verdict: "undetermined", note: (error as Error).message };
  }
}

/** Best fit, verdict and, for a failure, the mistake. */
async function judged(
  contracts: readonly Initializer[],
  claim: string | undefined,
  spec: WeightSpec,
  weight: Omit<AtRest, "expected">,
  alpha: number,
  tensors: number,
): Promise<Pick<AuditRow, "bestFit" | "pValue" | "verdict" | "diagnosis" | "note">> {
  const [best] = identify(contracts, spec, weight);
  const expected = claim === undefined ? best?.expected : expectationOf(initializerNamed(contracts, claim), spec);
  if (expected === undefined) return unjudged("no contract is defined on this shape");
  const one = { ...weight, expected };
  const budget = budgetOf(alpha, tensors * TESTS_PER_TENSOR);
  const findings = judgeAtRest(one, checks, budget);
  const tests = testsAtRest(one, checks);
  if (tests === 0 && expected.joint === "independent") return unjudged("too few samples for any check");
  const smallest = findings.reduce((least, { pValue }) => Math.min(least, pValue ?? 1), 1);
  const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ check }) => check);
  const verdict = worst(findings.map((finding) => finding.verdict));
  const sample = sampleOf({ ...one, tensors: [one.entries], reseeded: false });
  return {
    bestFit: verdict === "fail" && claim === undefined ? "none" : (best?.initializer.name ?? ""),
    pValue: Math.min(1, smallest * Math.max(1, tests)),
    verdict,
    diagnosis: failed.length > 0 ? diagnose({ expected, samples: [sample], failed }) : null,
    note:
      failed.length > 0 ? `${claim ?? `nearest is ${best?.initializer.name}, but`} failed ${failed.join(", ")}` : "",
  };
}

const unjudged = (note: string): Pick<AuditRow, "bestFit" | "pValue" | "verdict" | "diagnosis" | "note"> => ({
  bestFit: "",
  pValue: null,
  verdict: "undetermined",
  diagnosis: null,
  note,
});

/** Whether a name matches a pattern in which * stands for any run of characters. */
export function matches(pattern: string, name: string): boolean {
  const [first, ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === name;
  const last = rest.pop()!;
  if (!name.startsWith(first!) || !name.endsWith(last) || name.length < first!.length + last.length) return false;
  let at = first!.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > name.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
