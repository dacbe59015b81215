import type { Expectation } from "../../contract/expectation.js";
import type { Rule } from "../../contract/rule/index.js";
import { shapeOf } from "../../contract/shape.js";
import type { Activation } from "../activation/index.js";
import { isFormula, type LayerBlock, mlp } from "../block/index.js";
import type { NetworkOptions } from "../theory/index.js";
import { formulaShapes } from "./formulaPath.js";

export interface ContractedNetwork {
  /** The contract that the weights claim to follow. */
  readonly rule: Rule;
  readonly activation: Activation;
  readonly widths: readonly number[];
  /** Standard deviation of the biases. */
  readonly sigmaB: number;
  /** The block of a layer; a plain layer if absent. */
  readonly block?: LayerBlock;
}

/** The kinds of weights that theory distinguishes; `net` is the network with their variances. */
export type WeightKind = (
  | { readonly kind: "independent" | "orthogonal" | "other" }
  | { readonly kind: "constant"; readonly value: number }
) & { readonly net: NetworkOptions };

/** The kind of weights that a rule makes for these widths. */
export function weightKind({ rule, activation, widths, sigmaB, block = mlp }: ContractedNetwork): WeightKind {
  const own = isFormula(block) ? rule.expect(formulaShapes(block, widths)[0]!) : null;
  const known = new Map<string, Expectation>();
  const expect = (fanIn: number, fanOut: number): Expectation => {
    const key = `${fanIn}x${fanOut}`;
    const found = known.get(key) ?? rule.expect(shapeOf([fanIn, fanOut], "io"));
    known.set(key, found);
    return found;
  };
  const { joint, law, fixed, shape } = own ?? expect(widths[0]!, widths[1]!);
  const net: NetworkOptions = {
    ...{ activation, widths, sigmaB },
    // The matrices of a formula have different variances, which no function of two widths gives.
    initializer: own === null ? (fanIn, fanOut) => expect(fanIn, fanOut).law.variance : () => law.variance,
  };
  if (joint === "orthogonal") return { kind: joint, net };
  if (joint === "independent") {
    const kurtosis = law.variance > 0 ? law.moment(4) : 3;
    return { kind: law.mean === 0 ? joint : "other", net: { ...net, kurtosis } };
  }
  if (joint !== "exact") return { kind: "other", net };
  for (let index = 0; index < shape.size; index++) {
    if (fixed?.(index) !== law.mean) return { kind: "other", net };
  }
  if (sigmaB === 0) return { kind: "constant", value: law.mean, net };
  return { kind: law.mean === 0 ? "independent" : "other", net };
}
