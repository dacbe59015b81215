const BIAS = /bias(?=[^/.]*$)/;

/** Names that the weight in the layer of this bias may have: `fc.weight` for `fc.bias`, `dense/kernel:0` for `dense/bias:0`. */
export function weightNames(bias: string): readonly string[] {
  return BIAS.test(bias) ? ["weight", "kernel"].map((word) => bias.replace(BIAS, word)) : [];
}
