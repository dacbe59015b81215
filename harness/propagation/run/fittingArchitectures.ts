/** Finds the architectures that networks of files fit, after they have left the bands of the architecture that the user named. */
import type { Surroundings } from "../../subject/open.js";
import { blockNamed, blocks, formulas, isFormula, isPlain, mlp } from "../block/index.js";
import { compare } from "../network/compare.js";
import { runPredictJob } from "./netJob.js";
import type { Group, PropagationSettings } from "./options.js";

/** Reference networks that tell architectures apart. */
const DRAWS = 100;

/** The architectures, of the same kind of layer, whose bands contain the networks. */
export function fittingArchitectures(
  options: PropagationSettings,
  around: Surroundings,
  { contract, architecture: { widths }, nets, biases, inputs }: Group,
  alpha: number,
): string[] {
  const { params = {}, sigmaB, seed, activations, ownActivations: own, architecture = mlp.name } = options;
  if (contract === null || typeof nets === "string") return [];
  const measured = nets.map((curves) => curves[0]!);
  return alike(architecture).filter((name) => {
    const about = { contract, params, widths, sigmaB, seed, activation: activations[0]!, nets: measured.length };
    const job = { kind: "prediction", ...about, architecture: name } as const;
    const prediction = runPredictJob(job, around, { nets: measured, biases, inputs, draws: DRAWS, own });
    return compare(measured, prediction, alpha).verdict === "pass";
  });
}

/** Other architectures whose networks have such files: those with skip connections, or with the same number of rows. */
function alike(architecture: string): string[] {
  const block = blockNamed(architecture);
  if (!isFormula(block)) {
    if (isPlain(block)) return [];
    return blocks.filter(({ name, skip }) => name !== architecture && skip !== "none").map(({ name }) => name);
  }
  return formulas
    .filter(({ name, rows, isTied }) => name !== architecture && !isTied && rows.count === block.rows.count)
    .map(({ name }) => name);
}
