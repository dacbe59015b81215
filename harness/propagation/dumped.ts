/** Networks at rest: a file each. */
import { activationByName } from "../activation/index.js";
import { initializerNamed } from "../contract/index.js";
import { type NetCurves, simulateNet } from "../network/simulate.js";
import type { Surroundings } from "../subject/open.js";
import { readDump } from "./dumpWeights.js";
import { requireInputs } from "./grid.js";
import type { Group, PropagateOptions } from "./options.js";

/** Files whose matrices have the same shapes are networks of one group. */
export async function dumped(
  options: PropagateOptions,
  { contracts }: Surroundings,
  files: readonly string[],
  inputs: readonly Float64Array[] | undefined,
): Promise<Group[]> {
  const { sigmaB, seed, as, layers = ["*"], layout, onProgress } = options;
  const activations = options.activations.map(activationByName);
  const contract = as === undefined ? null : initializerNamed(contracts, as).name;
  const groups = new Map<string, Group & { readonly nets: (readonly NetCurves[])[] }>();
  for (const [net, file] of files.entries()) {
    const { widths, weights } = await readDump(file, layers, layout);
    const isSquare = widths.every((width) => width === widths[0]);
    const architecture = { label: isSquare ? String(widths[0]) : widths.join("-"), widths };
    requireInputs(inputs, [architecture]);
    const group = groups.get(widths.join()) ?? { asked: "weights", contract, architecture, nets: [] };
    const about = { activations, widths, seed, sigmaB };
    group.nets.push(simulateNet(inputs === undefined ? about : { ...about, inputs }, weights, net));
    groups.set(widths.join(), group);
    onProgress?.(net + 1, files.length);
  }
  return [...groups.values()];
}
