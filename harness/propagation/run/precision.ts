/** The number of networks that a precision needs, from the laws that their contracts predict. */
import { initializerNamed } from "../../contract/index.js";
import { ruleOf } from "../../contract/initializer.js";
import type { Surroundings } from "../../subject/open.js";
import { networkActivation } from "../activation/index.js";
import { blockNamed, mlp } from "../block/index.js";
import { weightKind } from "../network/weightKind.js";
import type { PlannedGroup } from "./drawnGroups.js";
import { runPredictJob } from "./netJob.js";
import type { PropagationSettings } from "./options.js";

const [FEWEST, MOST] = [2, 100_000];

/**
 * The networks whose mean of ln q and ln g has a standard error of `precision` at most, at every layer of every curve.
 *
 * @throws RangeError of one line if they are too many, or no law predicts the variance
 */
export function netsFor(
  options: PropagationSettings,
  precision: number,
  around: Surroundings,
  groups: readonly PlannedGroup[],
): number {
  if (!(precision > 0 && Number.isFinite(precision)))
    throw new RangeError(`precision: must be a positive number, got ${precision}`);
  const spread = Math.max(
    0,
    ...groups.flatMap((group) => options.activations.map((name) => varianceOf(options, around, group, name))),
  );
  const nets = Math.max(FEWEST, Math.ceil(spread / precision ** 2));
  if (nets <= MOST) return nets;
  throw new RangeError(
    `precision: must be one that ${MOST} networks reach, ${Math.sqrt(spread / MOST).toPrecision(2)} or more here, got ${precision}`,
  );
}

/** The largest variance of ln q and ln g over single networks. */
function varianceOf(
  { params = {}, architecture = mlp.name, sigmaB, seed, nets, ownActivations: own }: PropagationSettings,
  around: Surroundings,
  { contract, architecture: { widths } }: PlannedGroup,
  activation: string,
): number {
  const rule = ruleOf(initializerNamed(around.contracts, contract!), params);
  const about = {
    rule,
    activation: networkActivation(activation, own),
    widths,
    sigmaB,
    block: blockNamed(architecture),
  };
  // With constant weights only inputs and top gradients are random.
  if (weightKind(about).kind === "constant") return 0;
  const job = {
    kind: "prediction",
    contract: contract!,
    params,
    widths,
    activation,
    architecture,
    sigmaB,
    seed,
    nets,
  } as const;
  const { forward, backward } = runPredictJob(job, around, { own });
  return Math.max(0, ...[...forward, ...backward].map((law) => law?.variance ?? 0));
}
