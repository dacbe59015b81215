/** Networks in files, one file for each. */

import { initializerNamed } from "../../contract/index.js";
import type { Surroundings } from "../../subject/open.js";
import { networkActivation } from "../activation/index.js";
import { blockNamed, mlp } from "../block/index.js";
import { type LayerBiases, type NetCurves, simulateNet } from "../network/simulate.js";
import { readDump } from "./dumpWeights.js";
import { requireBlocks, requireInputs, requireLayers, requireStream } from "./grid.js";
import type { Group, PropagationSettings } from "./options.js";

/** Files whose matrices have the same shapes are networks of one group. */
export async function dumpedGroups(
  options: PropagationSettings,
  { contracts }: Surroundings,
  files: readonly string[],
  inputs: readonly Float64Array[] | undefined,
): Promise<Group[]> {
  const { sigmaB, seed, as, layers = ["*"], layout, onProgress } = options;
  const activations = options.activations.map((name) => networkActivation(name, options.ownActivations));
  const block = requireStream(blockNamed(options.architecture ?? mlp.name));
  const contract = as === undefined ? null : initializerNamed(contracts, as).name;
  const groups = new Map<string, DumpedGroup>();
  for (const [net, file] of files.entries()) {
    const { widths, weights, biases, leftOut } = await readDump(file, layers, layout);
    if (biases !== undefined && sigmaB !== 0) {
      throw new RangeError(`sigma-b: must be left out for files that hold biases, got ${sigmaB} and ${file}`);
    }
    const isSquare = widths.every((width) => width === widths[0]);
    const architecture = { label: isSquare ? String(widths[0]) : widths.join("-"), widths };
    requireInputs(inputs, [architecture]);
    requireLayers(activations, [architecture]);
    requireBlocks(block, activations, [architecture]);
    const key = `${widths.join()} ${biases !== undefined}`;
    const group = groups.get(key) ?? { asked: "weights", contract, architecture, nets: [], notes: [], biases: [] };
    const about = { activations, block, widths, seed, sigmaB, ...(biases && { biases }), ...(inputs && { inputs }) };
    group.nets.push(simulateNet(about, weights, net));
    if (biases !== undefined) group.biases.push(biases);
    if (leftOut.length > 0) group.notes.push(leftOutNote(file, leftOut));
    groups.set(key, group);
    onProgress?.(net + 1, files.length);
  }
  return [...groups.values()].map(({ biases, notes, ...group }) =>
    biases.length === 0 ? { ...group, notes } : { ...group, biases, notes: [biasNote(biases, group), ...notes] },
  );
}

interface DumpedGroup extends Group {
  readonly nets: (readonly NetCurves[])[];
  readonly notes: string[];
  readonly biases: LayerBiases[];
}

const NAMED = 3;

function leftOutNote(file: string, names: readonly string[]): string {
  const some = names.slice(0, NAMED).join(", ");
  return `left out: ${names.length} tensors of ${file} are no part of its network: ${some}${names.length > NAMED ? ", ..." : ""}`;
}

function biasNote(biases: readonly LayerBiases[], { architecture: { widths } }: Group): string {
  const all = biases.flatMap((biasesOf) => widths.slice(1).map((_, l) => biasesOf(l + 1)));
  const entries = all.flatMap((bias) => (bias === null ? [] : [...bias]));
  const rms = Math.sqrt(entries.reduce((sum, b) => sum + b * b, 0) / entries.length);
  return `biases: those of the files are used, of root mean square ${rms.toPrecision(3)}, and the reference networks have the same`;
}
