/** Known mistakes for any rule: what a result's statistics must notice. */
import { affine, standardNormal } from "../../../harness/contract/law/index.js";
import { independent, type Rule } from "../../../harness/contract/rule/index.js";
import type { Shape } from "../../../harness/contract/shape.js";

/** The same weights with their variance multiplied. */
export function scaledVariance(rule: Rule, factor: number): Rule {
  const scale = Math.sqrt(factor);
  return { expect: rule.expect, fill: (shape, stream) => rule.fill(shape, stream).map((weight) => scale * weight) };
}

/** He's normal weights with a mean of `shift` standard deviations. */
export function shiftedHe(shift: number): Rule {
  const rule = ({ fanIn }: Shape): Rule => {
    const sd = Math.sqrt(2 / fanIn);
    return independent(affine(standardNormal, sd, shift * sd));
  };
  return { expect: (shape) => rule(shape).expect(shape), fill: (shape, stream) => rule(shape).fill(shape, stream) };
}
