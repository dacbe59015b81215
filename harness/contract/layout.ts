/**
 * Layouts name the axes of a weight, one letter for each axis: `i` inputs, `o` outputs, `g` independent blocks, any other
 * lower-case letter a receptive-field axis; parentheses pack axes into one, outermost first, as in einops. `i` and `o` may occur
 * more than once, and their sizes multiply: `iio` is heads by head size by features.
 */

/** One axis of the tensor: the letters packed into it, outermost first. */
export type Axis = readonly string[];

/** `"(go)ihw"` -> [["g", "o"], ["i"], ["h"], ["w"]]. */
export function parseLayout(layout: string): readonly Axis[] {
  const axes = [...layout.matchAll(/\(([a-z]+)\)|([a-z])/g)].map((m) => [...(m[1] ?? m[2]!)]);
  const spelled = axes.map((axis) => axis.join("")).join("");
  if (
    layout === "" ||
    layout.replaceAll(/[()]/g, "") !== spelled ||
    joined(axes) !== layout.replaceAll(/\(([a-z])\)/g, "$1")
  ) {
    throw new RangeError(
      `layout: must be lower-case letters, one an axis, packed ones in parentheses, got "${layout}"`,
    );
  }
  const repeated = [...spelled].find((letter, at) => spelled.indexOf(letter) !== at && !"io".includes(letter));
  if (repeated !== undefined) throw new RangeError(`layout: letter ${repeated} must appear once, got "${layout}"`);
  return axes;
}

const joined = (axes: readonly Axis[]): string =>
  axes.map((axis) => (axis.length > 1 ? `(${axis.join("")})` : axis[0]!)).join("");

/** Keras' order, outputs last: the default. */
const DEFAULTS: readonly string[] = ["o", "io", "wio", "hwio", "dhwio"];

/** The layout in a comma-separated list that has as many axes as `dims`. */
export function layoutFor(dims: readonly number[], list: string = DEFAULTS.join(",")): string {
  const fit = list.split(",").find((layout) => parseLayout(layout).length === dims.length);
  if (fit === undefined) {
    const hint = dims.length === 1 ? "; two axes are written 60x90" : "";
    const axes = dims.length === 1 ? "1 axis" : `${dims.length} axes`;
    throw new RangeError(`layout: one of ${list} must have ${axes}, got shape ${formatShape(dims)}${hint}`);
  }
  return fit;
}

/** `"3x3x64x128"` -> [3, 3, 64, 128]; zero is a size, a missing number is not. */
export function parseShape(text: string): readonly number[] {
  const dims = /^\d+(x\d+)*$/.test(text) ? text.split("x").map(Number) : [];
  if (dims.length === 0 || !dims.every(Number.isSafeInteger)) {
    throw new RangeError(`shape: must be sizes joined by x, such as 300x500, got "${text}"`);
  }
  return dims;
}

export const formatShape = (dims: readonly number[]): string => dims.join("x");
