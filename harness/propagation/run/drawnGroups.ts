/** Networks whose weights a subject draws. */

import { initializerNamed } from "../../contract/index.js";
import { contractOf } from "../../gate/names.js";
import { requireMemory } from "../../machine/bounds.js";
import type { Surroundings } from "../../subject/open.js";
import type { Description } from "../../subject/subject.js";
import { networkActivation } from "../activation/index.js";
import { blockNamed, mlp } from "../block/index.js";
import type { NetCurves } from "../network/simulate.js";
import {
  architecturesOf,
  depthFor,
  requireBlocks,
  requireInputs,
  requireKnown,
  requireLayers,
  requireWidths,
} from "./grid.js";
import type { NetworkJob } from "./netJob.js";
import type { NetworkRunner } from "./networkRunner.js";
import type { Group, PropagationSettings } from "./options.js";

/** Measured: bytes kept for each layer of a network and activation, and for each network. */
const BYTES_A_LAYER = 350;
const BYTES_A_NETWORK = 1000;

/** The requested networks of one initializer and architecture. */
export type PlannedGroup = Pick<Group, "asked" | "contract" | "architecture">;

/** One group for each initializer and architecture. */
export function plannedGroups(
  options: PropagationSettings,
  { contracts }: Surroundings,
  description: Description,
  inputs: readonly Float64Array[] | undefined,
): PlannedGroup[] {
  const { params = {}, activations, architecture = mlp.name } = options;
  const functions = activations.map((name) => networkActivation(name, options.ownActivations));
  if (options.coordCheck) requireWidths(options.widths);
  const architectures = architecturesOf(options.widths, options.depths ?? [depthFor(functions, options.coordCheck)]);
  const block = blockNamed(architecture);
  requireInputs(inputs, architectures, block);
  requireLayers(functions, architectures);
  requireBlocks(block, functions, architectures);
  return options.initializers.flatMap((asked) => {
    const meant = initializerNamed(contracts, options.as ?? contractOf(asked, description, contracts));
    requireKnown(meant, params, architectures, block);
    if (isReference(options)) requireKnown(initializerNamed(contracts, asked), params, architectures, block);
    return architectures.map((architecture) => ({ asked, contract: meant.name, architecture }));
  });
}

/** About the number of weights in a group's networks: the cost of running them. */
export const costOf = ({ architecture: { widths } }: PlannedGroup): number =>
  widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);

/** The groups with every one of their `nets` networks. */
export async function drawnGroups(
  options: PropagationSettings,
  runner: NetworkRunner,
  groups: readonly PlannedGroup[],
  inputs: readonly Float64Array[] | undefined,
): Promise<Group[]> {
  const { spec, params = {}, activations, architecture = mlp.name, sigmaB, seed, nets } = options;
  const layers = groups.reduce((sum, { architecture }) => sum + architecture.widths.length, 0);
  const curves = nets * layers * activations.length;
  requireMemory(
    `propagate: curves of ${nets} networks`,
    curves * BYTES_A_LAYER + nets * groups.length * BYTES_A_NETWORK,
  );
  const jobs = groups.flatMap(({ asked, architecture: { widths } }) =>
    Array.from({ length: nets }, (_, net): NetworkJob => {
      const source = { spec, asked, params };
      const job = { kind: "net", source, widths, activations, architecture, sigmaB, seed, net } as const;
      return inputs === undefined ? job : { ...job, inputs };
    }),
  );
  const results = await runner.run(jobs, (at) => Math.floor(at / nets));
  return groups.map((group, g) => {
    const own = results.slice(g * nets, (g + 1) * nets);
    const error = own.find((one): one is Error => one instanceof Error);
    return { ...group, nets: error?.message ?? (own as (readonly NetCurves[])[]) };
  });
}

const isReference = ({ spec }: PropagationSettings): boolean =>
  spec.subject === "reference" && spec.command === undefined;
