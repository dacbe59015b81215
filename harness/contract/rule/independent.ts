import { type FanMode, fanOf } from "../expectation.js";
import { affine, type Law, sampleInto, standardize } from "../law/index.js";
import type { Shape } from "../shape.js";
import type { Rule } from "./rule.js";

/** Entries drawn independently from a law that does not depend on the shape. */
export function independent(law: Law): Rule {
  return drawn(() => ({ law }));
}

/** Entries drawn independently from a law that depends on the shape, but not through a fan. */
export function independentBy(lawFor: (shape: Shape) => Law): Rule {
  return drawn((shape) => ({ law: lawFor(shape) }));
}

/** Entries drawn independently with mean 0 and Var(w) = scale / fan, in the form of `law`. */
export function varianceScaling(law: Law, scale: number, fan: FanMode): Rule {
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new RangeError(`variance scaling: scale must be positive, got ${scale}`);
  }
  const unit = standardize(law);
  return drawn((shape) => ({ law: affine(unit, Math.sqrt(scale / fanOf(shape, fan))), scaling: { scale, fan } }));
}

function drawn(lawFor: (shape: Shape) => Pick<ReturnType<Rule["expect"]>, "law" | "scaling">): Rule {
  return {
    expect: (shape) => ({ shape, joint: "independent", ...lawFor(shape) }),
    fill(shape, stream) {
      const out = new Float32Array(shape.size);
      sampleInto(lawFor(shape).law, stream, out);
      return out;
    },
    drawnFrom: (shape) => lawFor(shape).law,
  };
}
