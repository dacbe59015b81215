/** Networks that another program ran, given by one file of activations each. */
import { initializerNamed } from "../../contract/index.js";
import { ruleOf } from "../../contract/initializer.js";
import type { Surroundings } from "../../subject/open.js";
import { type Activation, networkActivation } from "../activation/index.js";
import { blockNamed, type FormulaBlock, isFormula, type LayerBlock, mlp } from "../block/index.js";
import type { NetCurves } from "../network/netCurves.js";
import { netObserver } from "../network/observe.js";
import { meanSquare } from "../network/signal.js";
import { weightKind } from "../network/weightKind.js";
import { type ActivationDump, openActivationDump } from "./activationDump.js";
import { dumpsAt } from "./dumpFiles.js";
import { type Architecture, architecturesOf, requireBlocks, requireLayers } from "./grid.js";
import type { Group, PropagationSettings } from "./options.js";

/** The tolerance of a mean square of 1, in a network that does not keep every scale: far below any band's width. */
const UNIT = 1e-4;

/** Reads dumps, which must have one depth; those with the same widths are networks of one group. */
export async function observedCurves(
  options: PropagationSettings,
  around: Surroundings,
  paths: readonly string[],
): Promise<Group[]> {
  const activation = onlyActivation(options);
  const block = blockNamed(options.architecture ?? mlp.name);
  const contract = options.as === undefined ? null : initializerNamed(around.contracts, options.as).name;
  const files = await dumpsAt(paths, "activations");
  const groups = new Map<string, ObservedGroup>();
  let first: ActivationDump | undefined;
  for (const [at, path] of files.entries()) {
    const dump = await openActivationDump(path);
    try {
      first ??= dump;
      requireSameLayers(first, dump);
      const architecture = architectureOf(dump, options.widths);
      requireLayers([activation], [architecture]);
      requireBlocks(block, [activation], [architecture]);
      requireRandom(options, around, architecture, contract, { activation, block });
      const key = architecture.widths.join();
      const group = groups.get(key) ?? {
        asked: "activations",
        contract,
        architecture,
        nets: [],
        notes: notesOf(dump, options),
        ...(options.sigmaB === 0 ? { supposed: "taken to have no biases (--sigma-b states theirs)" } : {}),
        paths: [],
        ...(isFormula(block) && contract !== null ? { inputs: [] } : {}),
      };
      if (isFormula(block)) group.inputs?.push(await partsOf(dump, block));
      const net = await curvesOf(dump, options, { activation, block }, contract !== null);
      requireIndependent(group, net, path);
      group.nets.push([net]);
      group.paths.push(path);
      groups.set(key, group);
    } finally {
      await dump.close();
    }
    options.onProgress?.(at + 1, files.length);
  }
  return [...groups.values()].map(({ paths: _, ...group }) => group);
}

interface ObservedGroup extends Group {
  readonly nets: (readonly NetCurves[])[];
  readonly paths: string[];
  readonly inputs?: (readonly Float64Array[])[];
}

/** Requires one activation: the networks exist already, and have one. */
function onlyActivation({ activations, ownActivations }: PropagationSettings): Activation {
  const [name] = activations;
  if (activations.length === 1) return networkActivation(name!, ownActivations);
  throw new RangeError(
    `activation: must be the one that the dumped networks apply, got ${activations.join(",")}: give one, or one for each layer (relu-relu-linear)`,
  );
}

function requireSameLayers(first: ActivationDump, dump: ActivationDump): void {
  const setOf = ({ inputs, units, hasGradients }: ActivationDump): string =>
    `layers ${inputs === null ? 1 : 0} to ${units.length} ${hasGradients ? "with" : "without"} gradients`;
  if (setOf(first) === setOf(dump)) return;
  throw new Error(
    `${dump.path}: must hold the layers that ${first.path} holds, ${setOf(first)}, got ${setOf(dump)}: run other networks alone`,
  );
}

/**
 * The widths of the dump. The width of the inputs is given by the user, or by the dump, or else taken to be that of the
 * first layer.
 */
function architectureOf({ path, inputs, units }: ActivationDump, asked: readonly string[]): Architecture {
  if (asked.length > 1) throw new RangeError(`width: must be that of the dumped networks, got ${asked.join(",")}`);
  const [label] = asked;
  const given = label === undefined ? undefined : architecturesOf([label], [units.length])[0]!.widths;
  const widths = [inputs ?? given?.[0] ?? units[0]!, ...units];
  if (given !== undefined && given.join() !== widths.join()) {
    throw new RangeError(`width: must be ${widths.join("-")}, as in ${path}, got ${label}`);
  }
  const isSquare = widths.every((width) => width === widths[0]);
  return { label: isSquare ? String(widths[0]) : widths.join("-"), widths };
}

function notesOf({ inputs, units, hasGradients }: ActivationDump, { widths, as }: PropagationSettings): string[] {
  const notes: string[] = [];
  if (as !== undefined && inputs === null && widths.length === 0) {
    notes.push(
      `input width: taken as that of layer 1, ${units[0]}; give --width or write layer.0.forward if it is another`,
    );
  }
  if (!hasGradients)
    notes.push("no gradients: the files hold no layer.<k>.backward, and only the forward curve is held");
  return notes;
}

/**
 * Refuses contracts with constant weights: their networks are compared with a prediction from their own inputs, which a
 * dump need not have.
 */
function requireRandom(
  { params = {}, sigmaB }: PropagationSettings,
  { contracts }: Surroundings,
  { widths }: Architecture,
  contract: string | null,
  { activation, block }: { readonly activation: Activation; readonly block: LayerBlock },
): void {
  if (contract === null) return;
  const rule = ruleOf(initializerNamed(contracts, contract), params);
  if (weightKind({ rule, activation, widths, sigmaB, block }).kind !== "constant") return;
  throw new RangeError(
    `as: must be a contract of random weights for dumps of activations, got ${contract}: use --weights`,
  );
}

async function curvesOf(
  dump: ActivationDump,
  { sigmaB }: PropagationSettings,
  { activation, block }: { readonly activation: Activation; readonly block: LayerBlock },
  isHeld: boolean,
): Promise<NetCurves> {
  const input = (await dump.input())?.[0];
  const logInput = input === undefined ? 0 : Math.log(meanSquare(input));
  const keepsScale = isFormula(block) || (activation.homogeneous !== undefined && sigmaB === 0 && block.norm === null);
  if (isHeld && !(keepsScale ? Number.isFinite(logInput) : Math.abs(logInput) <= UNIT)) {
    const want = keepsScale ? "be finite and not all zero" : `have mean square 1 before ${activation.name}`;
    throw new Error(
      `${dump.path}: the first input, layer.0.forward, must ${want}, got mean square ${Math.exp(logInput).toPrecision(4)}: divide every input by its root mean square`,
    );
  }
  const depth = dump.units.length;
  const { hasGradients } = dump;
  const observer = netObserver({
    ...{ activation, block, depth, hasGradients, hasBiases: sigmaB !== 0 },
    logInput: isHeld ? logInput : 0,
  });
  let lost: string | undefined;
  for (let l = 1; l <= depth; l++) {
    const layer = await dump.layer(l);
    observer.add(layer);
    lost ??= layer.lost;
  }
  return observer.curves(lost);
}

/** The inputs of one network of formulas: its layers depend on them. */
async function partsOf(dump: ActivationDump, { name, isTied }: FormulaBlock): Promise<readonly Float64Array[]> {
  const input = await dump.input();
  if (isTied) throw new RangeError(`architecture: must have layers of its own for dumps of activations, got ${name}`);
  if (input === null) throw new Error(`${dump.path}: must hold layer.0.forward, what comes into the first of ${name}`);
  return input;
}

/** Refuses a file given twice: the mean over both would not have the variance that the band assumes. */
function requireIndependent({ nets, paths }: ObservedGroup, net: NetCurves, path: string): void {
  if (!net.forward.every(Number.isFinite)) return;
  const twin = nets.findIndex(([other]) => other!.forward.every((log, l) => log === net.forward[l]));
  if (twin < 0) return;
  throw new Error(
    `${path}: must be a network of its own, got the same activations as in ${paths[twin]}: draw each from another seed`,
  );
}
