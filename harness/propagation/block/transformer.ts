import { type FormulaBlock, formulaBlock, type Sheet, type SheetOps, square } from "./formula.js";

/** The number of tokens of one input. */
const TOKENS = 8;
const UNITS_A_HEAD = 64;

/** As many heads of 64 units as fit. */
const headsOf = (width: number): number => (width % UNITS_A_HEAD === 0 ? width / UNITS_A_HEAD : 1);

/** Softmax attention with matrices 0 to 3: queries, keys, values, outputs. */
const attentionOf =
  (isCausal: boolean) =>
  (ops: SheetOps, u: Sheet): Sheet => {
    const [q, k, v] = [0, 1, 2].map((matrix) => ops.weigh(matrix, u)) as [Sheet, Sheet, Sheet];
    return ops.weigh(3, ops.attend(q, k, v, { heads: headsOf(u.rows[0]!.length), isCausal }));
  };

type Branch = (ops: SheetOps, u: Sheet) => Sheet;

const attention = attentionOf(false);
const perceptron: Branch = (ops, u) => ops.weigh(5, ops.phi(ops.weigh(4, u)));

const rows = { count: TOKENS, are: "parts" } as const;
const matrices = (width: number): readonly (readonly number[])[] => [
  ...square(4)(width),
  [width, 4 * width],
  [4 * width, width],
];

const preNorm = (name: string, mixing: Branch, branch: (depth: number) => number): FormulaBlock =>
  formulaBlock({
    name,
    isStream: true,
    rows,
    matrices,
    of: (ops, z, { depth }) => {
      const onto = (x: Sheet, f: Branch): Sheet =>
        ops.add(x, ops.affine(f(ops, ops.norm("layer", x)), branch(depth), 0));
      return onto(onto(z, mixing), perceptron);
    },
  });

const one = (): number => 1;
const scaled = (depth: number): number => 1 / Math.sqrt(2 * depth);

/**
 * z + attention(norm(z)), then z + perceptron(norm(z)) with four times the width; every token attends to all tokens
 * (Xiong et al. 2020).
 */
export const transformer = preNorm("transformer", attention, one);

/** The same with branches of 1/sqrt(2 depth). */
export const transformerScaled = preNorm("transformer_scaled", attention, scaled);

/** The blocks of GPT-2 without its scaling by depth: a token attends only to itself and to the tokens before it. */
export const gpt = preNorm("gpt", attentionOf(true), one);

/**
 * The blocks of GPT-2, with branches multiplied by 1/sqrt(2 depth); GPT-2 has the factor in the weights that lead into
 * the stream (Radford et al. 2019).
 */
export const gptScaled = preNorm("gpt_scaled", attentionOf(true), scaled);

/** Sums are normalized before the next branch (Vaswani et al. 2017). */
export const transformerPostNorm = formulaBlock({
  name: "transformer_post_norm",
  rows,
  matrices,
  of: (ops, z) => {
    const onto = (x: Sheet, f: Branch): Sheet => ops.add(x, f(ops, x));
    return onto(ops.norm("layer", onto(ops.norm("layer", z), attention)), perceptron);
  },
});

/** Attention alone, without skip connections: all tokens become equal (Dong et al. 2021). */
export const attentionOnly = formulaBlock({ name: "attention", rows, matrices: square(4), of: attention });
