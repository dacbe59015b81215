/** Arbitraries for property-based tests of initializers: layouts, shapes that fit them, seeds, initializers. */
import fc from "fast-check";
import { expectationOf, type Initializer, type WeightSpec } from "./harness/contract/initializer.js";
import { parseLayout } from "./harness/contract/layout.js";
import { initializers as catalogue } from "./initializers/index.js";

const LAYOUTS = [
  "o",
  "io",
  "oi",
  "wio",
  "oiw",
  "hwio",
  "oihw",
  "dhwio",
  "oidhw",
  "gio",
  "hwgo",
  "(go)ihw",
  "(go)i",
] as const;

/** Layouts in use: dense, convolutional, depthwise, grouped, batched. */
export const layouts = (): fc.Arbitrary<string> => fc.constantFrom(...LAYOUTS);

/** Seeds that every framework takes: integers from 0 to 2^31 - 1. */
export const seeds = (): fc.Arbitrary<number> => fc.nat(0x7fffffff);

/** The shipped initializers, shrinking towards the first. */
export const initializers = (): fc.Arbitrary<Initializer> => fc.constantFrom<Initializer>(...catalogue);

export interface SpecConstraints {
  /** Largest size of an axis, 8 unless said otherwise. */
  readonly maxSize?: number;
  /** Smallest size of an axis, 1 unless said otherwise; 0 allows empty weights. */
  readonly minSize?: number;
}

/** A shape with a layout that fits it, and the groups of a packed axis. */
export function shapes({
  maxSize = 8,
  minSize = 1,
}: SpecConstraints = {}): fc.Arbitrary<WeightSpec & { readonly layout: string }> {
  return layouts().chain((layout) => {
    const axes = parseLayout(layout);
    const packed = axes.findIndex((axis) => axis.length > 1);
    const sizes = fc.array(fc.integer({ min: minSize, max: maxSize }), {
      minLength: axes.length,
      maxLength: axes.length,
    });
    const groups = packed < 0 ? fc.constant(1) : fc.integer({ min: 1, max: 4 });
    return fc.tuple(sizes, groups).map(([dims, count]) => ({
      shape: dims.map((size, axis) => (axis === packed ? size * count : size)),
      layout,
      groups: count,
    }));
  });
}

/** Shapes that this initializer is defined on. */
export function shapesFor(initializer: Initializer, constraints: SpecConstraints = {}): ReturnType<typeof shapes> {
  return shapes(constraints).filter((spec) => {
    try {
      expectationOf(initializer, spec);
      return true;
    } catch {
      return false;
    }
  });
}
