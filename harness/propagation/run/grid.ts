/** From a user's request to the networks of a run. */
import { type Initializer, type Parameters, ruleOf } from "../../contract/initializer.js";
import { parseShape } from "../../contract/layout.js";
import { shapeOf } from "../../contract/shape.js";
import type { Activation } from "../activation/index.js";
import { isFormula, type LayerBlock, type NetworkBlock } from "../block/index.js";
import { formulaShapes } from "../network/formulaPath.js";

/** The widths of a network, n_0 first, and the user's text for them. */
export interface Architecture {
  readonly label: string;
  readonly widths: readonly number[];
}

export const MOST_DEPTH = 100_000;
export const MOST_WIDTH = 2 ** 16;

/** `256` stands for networks of this width, one for each requested depth; `784-512-10` stands for one network. */
export function architecturesOf(widths: readonly string[], depths: readonly number[]): readonly Architecture[] {
  return widths.flatMap((label) => {
    const sizes = label.split("-").map(Number);
    if (!sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= MOST_WIDTH)) {
      throw new RangeError(`width: must be n, or n-n-...-n with n from 1 to ${MOST_WIDTH}, got ${label}`);
    }
    if (sizes.length > 1) return [{ label, widths: sizes }];
    return depths.map((depth) => {
      if (!(depth >= 1 && depth <= MOST_DEPTH)) {
        throw new RangeError(`depth: must be from 1 to ${MOST_DEPTH}, got ${depth}`);
      }
      return { label, widths: new Array<number>(depth + 1).fill(sizes[0]!) };
    });
  });
}

/** Fails early, with one line, for parameters or a shape that an initializer is not defined on. */
export function requireKnown(
  initializer: Initializer,
  params: Parameters,
  architectures: readonly Architecture[],
  block: LayerBlock,
): void {
  const rule = ruleOf(initializer, params);
  if (isFormula(block)) {
    for (const { widths } of architectures)
      for (const shape of formulaShapes(block, widths.slice(0, 2))) rule.expect(shape);
    return;
  }
  const pairs = architectures.flatMap(({ widths }) => widths.slice(1).map((width, l) => `${widths[l]}x${width}`));
  for (const pair of new Set(pairs)) rule.expect(shapeOf(parseShape(pair), "io"));
}

const DEPTH = 100;

/** The depth of a coordinate check: exponents add up over layers, so a few layers show them. */
const COORDINATE_DEPTH = 10;
const COORDINATE_WIDTHS = ["64", "128", "256", "512"];

/** The default depth. */
export const depthFor = (activations: readonly Activation[], coordCheck = false): number =>
  activations.find(({ layers }) => layers !== undefined)?.layers?.length ?? (coordCheck ? COORDINATE_DEPTH : DEPTH);

/** The default widths. */
export const widthsFor = (coordCheck = false): readonly string[] => (coordCheck ? COORDINATE_WIDTHS : ["256"]);

/** A coordinate check compares networks whose layers all have one width, and that differ in it. */
export function requireWidths(widths: readonly string[]): void {
  const uneven = widths.find((label) => label.includes("-"));
  if (uneven !== undefined)
    throw new RangeError(`width: must be one number for each network for coord-check, got ${uneven}`);
  // A width given twice would count twice in the exponents.
  if (widths.length < 2 || new Set(widths.map(Number)).size < widths.length)
    throw new RangeError(`width: must be two or more different ones for coord-check, got ${widths.join()}`);
}

/** A list of activations with a name for every layer requires networks with as many layers. */
export function requireLayers(activations: readonly Activation[], architectures: readonly Architecture[]): void {
  for (const { name, layers } of activations) {
    const unfit = architectures.find(({ widths }) => layers !== undefined && layers.length !== widths.length - 1);
    if (unfit === undefined) continue;
    const depth = unfit.widths.length - 1;
    throw new RangeError(
      `activation: must name one function, or one for each of ${depth} layers, got ${layers!.length} in ${name}: give --depth ${layers!.length} or name ${depth}`,
    );
  }
}

/** Requires an architecture whose networks can be read from files: a file does not show which matrix of a formula is which. */
export function requireStream(block: LayerBlock): NetworkBlock {
  if (!isFormula(block)) return block;
  throw new RangeError(`architecture: must be one of layers for networks of files, got ${block.name}`);
}

/** A skip connection needs layers of one width, and applies one function before every matrix; so do formulas. */
export function requireBlocks(
  block: LayerBlock,
  activations: readonly Activation[],
  architectures: readonly Architecture[],
): void {
  const { name } = block;
  if (!isFormula(block) && block.skip === "none") return;
  const uneven = architectures.find(({ widths }) => widths.some((width) => width !== widths[0]));
  if (uneven !== undefined)
    throw new RangeError(`width: must be the same in all layers of ${name}, got ${uneven.label}`);
  const layered = activations.find(({ layers }) => layers !== undefined);
  if (layered !== undefined)
    throw new RangeError(`activation: must name one function for ${name}, got ${layered.name}`);
}

export function requireInputs(
  inputs: readonly Float64Array[] | undefined,
  architectures: readonly Architecture[],
  block?: LayerBlock,
): void {
  if (inputs !== undefined && block !== undefined && isFormula(block))
    throw new RangeError(`input: must be left out for ${block.name}, whose inputs are its own`);
  const features = inputs?.[0]?.length;
  const unfit = architectures.find(({ widths }) => features !== undefined && features !== widths[0]);
  if (unfit === undefined) return;
  throw new RangeError(`input: must have ${unfit.widths[0]} features for width ${unfit.label}, got ${features}`);
}
