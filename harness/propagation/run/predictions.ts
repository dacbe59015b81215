/** The predictions of contracts for the groups of a run, computed once for all groups that share a law. */

import { initializerNamed } from "../../contract/index.js";
import { ruleOf } from "../../contract/initializer.js";
import type { Surroundings } from "../../subject/open.js";
import { isMixed, networkActivation } from "../activation/index.js";
import { blockNamed, isFormula, mlp } from "../block/index.js";
import type { Prediction } from "../network/layerLaw.js";
import { type Outlook, outlookOf } from "../network/outlook.js";
import type { LayerBiases, NetCurves } from "../network/simulate.js";
import { type WeightKind, weightKind } from "../network/weightKind.js";
import { type WeightMean, weightMeanOff } from "../network/weightMean.js";
import { network } from "../theory/network.js";
import { type PredictJob, runPredictJob } from "./netJob.js";
import type { NetworkRunner } from "./networkRunner.js";
import type { Group, PropagationSettings } from "./options.js";

/** The prediction of a contract for one curve. */
export interface Predicted {
  readonly prediction: Prediction;
  readonly outlook: Outlook | null;
  readonly isConstant: boolean;
  readonly weightMean: WeightMean | null;
  /** Whether the contract draws every weight on its own. */
  readonly isIndependent: boolean;
}

/** Predictions for all groups (outer) and activations (inner). */
export async function predictions(
  options: PropagationSettings,
  around: Surroundings,
  runner: NetworkRunner,
  groups: readonly Group[],
): Promise<(Predicted | Error)[][]> {
  const asked = groups.map((group) =>
    options.activations.map((activation, a) => questionOf(options, around, group, activation, a)),
  );
  const open = new Map(asked.flat().flatMap(({ key, job }) => (key === null || job === null ? [] : [[key, job]])));
  const block = blockNamed(options.architecture ?? mlp.name);
  const answers = await runner.run([...open.values()]);
  const byKey = new Map([...open.keys()].map((key, i) => [key, answers[i]!]));
  return asked.map((row) =>
    row.map(({ key, job, kind, nets, biases, inputs }) => {
      const own = (): Prediction => runPredictJob(job!, around, { nets, biases, inputs, own: options.ownActivations });
      const answer = job === null ? unclaimed(nets) : key === null ? own() : byKey.get(key)!;
      if (answer instanceof Error) return answer;
      // With a skip connection the units of a layer differ even if all weights are equal.
      const isConstant =
        kind?.kind === "constant" && biases === undefined && !isFormula(block) && block.skip === "none";
      const isWide = kind !== null && hasOutlook(kind) && biases === undefined && !isFormula(block);
      const outlook = isWide ? outlookOf(kind.net, block) : null;
      const isIndependent =
        kind?.kind === "independent" && network(kind.net).layers.every(({ sigmaW2 }) => sigmaW2 > 0);
      const weightMean = isIndependent ? weightMeanOff(nets, network(kind.net)) : null;
      return { prediction: answer as Prediction, outlook, isConstant, weightMean, isIndependent };
    }),
  );
}

/** Whether there is a mean field: for other weights it does not depend on the variance alone. */
const hasOutlook = ({ kind, net }: WeightKind): boolean =>
  (kind === "independent" || kind === "orthogonal") && !isMixed(network(net).activation);

interface PredictionQuestion {
  /** The key under which a prediction is shared; null if it belongs to these networks only. */
  readonly key: string | null;
  readonly job: PredictJob | null;
  readonly kind: WeightKind | null;
  readonly nets: readonly NetCurves[];
  readonly biases?: readonly LayerBiases[];
  readonly inputs?: readonly (readonly Float64Array[])[];
}

function questionOf(
  options: PropagationSettings,
  { contracts }: Surroundings,
  { contract, architecture: { widths }, nets, biases, inputs }: Group,
  activation: string,
  a: number,
): PredictionQuestion {
  const own = typeof nets === "string" ? [] : nets.map((curves) => curves[a]!);
  if (contract === null) return { key: null, job: null, kind: null, nets: own };
  const { architecture = mlp.name, sigmaB, seed, params = {}, ownActivations } = options;
  const rule = ruleOf(initializerNamed(contracts, contract), params);
  const kind = weightKind({
    rule,
    activation: networkActivation(activation, ownActivations),
    widths,
    sigmaB,
    block: blockNamed(architecture),
  });
  const job: PredictJob = {
    ...{ kind: "prediction", contract, params, widths, activation, architecture, sigmaB, seed },
    nets: Math.max(1, own.length),
  };
  if (biases !== undefined) return { key: null, job, kind, nets: own, biases };
  if (inputs !== undefined) return { key: null, job, kind, nets: own, inputs };
  return { key: keyOf(kind, job), job, kind, nets: own };
}

/** Laws with the same variances have the same prediction. */
function keyOf(
  kind: WeightKind,
  { contract, params, activation, widths, nets, architecture }: PredictJob,
): string | null {
  if (kind.kind === "constant") return null;
  if (kind.kind === "other" || isFormula(blockNamed(architecture)))
    return JSON.stringify([contract, params, activation, widths, nets]);
  const { layers, kurtosis } = network(kind.net);
  const variances = layers.map(({ sigmaW2 }) => sigmaW2);
  return JSON.stringify([kind.kind, activation, widths, nets, variances, kurtosis]);
}

/** The answer for weights without a contract: they are only measured. */
function unclaimed([first]: readonly NetCurves[]): Prediction {
  const none = Array.from(first?.forward ?? [], () => null);
  return {
    basis: "no contract is claimed, so nothing is predicted: name one with --as",
    forward: none,
    backward: none,
    gain: none,
    gainDependence: 1,
    walks: false,
  };
}
