import type { Rule } from "../../../harness/contract/rule/index.js";
import { power } from "../../../harness/numeric/power.js";
import { formulaBlock, square } from "../../../harness/propagation/block/formula.js";
import { blockNamed, type FormulaBlock } from "../../../harness/propagation/block/index.js";
import { lecunNormal } from "../../../initializers/index.js";
import { formulaNet, meanRow, meanSquareOf, orthogonalRows, type Rows } from "./formulaNet.js";
import { scaledVariance } from "./mistakes.js";
import { type Paper, paper } from "./paper.js";

const [TOKENS, WIDTH, DEPTH] = [8, 128, 10];
/** The mean square of what tokens have not in common, beside 1 of what they have. */
const RESIDUAL = 1e-3;

/** z + alpha W_o mean(W_v z): scores are all 0, so that softmax weighs every token alike. */
const uniform = (alpha: number): FormulaBlock =>
  formulaBlock({
    name: "uniform attention",
    isStream: true,
    rows: { count: TOKENS, are: "parts" },
    matrices: square(2),
    of: (ops, z) => {
      const none = ops.affine(z, 0, 0);
      const mean = ops.attend(none, none, ops.weigh(0, z), { heads: 1, isCausal: false });
      return ops.add(z, ops.affine(ops.weigh(1, mean), alpha, 0));
    },
  });

const SCALES = [
  { name: "branch x 1", alpha: 1 },
  { name: "branch x 1/sqrt(depth)", alpha: 1 / Math.sqrt(DEPTH) },
];

const withoutMean = (rows: Rows): Rows => {
  const mean = meanRow(rows);
  return rows.map((row) => row.map((value, i) => value - mean[i]!));
};

/** Of two different tokens. */
const meanProduct = (rows: Rows): number =>
  (TOKENS * meanSquareOf([meanRow(rows)]) - meanSquareOf(rows)) / (TOKENS - 1);

/** Tokens that are nearly one: the same row, and what differs, without mean. */
function nearlyOne(): Rows {
  const common = orthogonalRows(TOKENS + 1, WIDTH).at(-1)!;
  const scale = Math.sqrt(RESIDUAL * (TOKENS / (TOKENS - 1)));
  return withoutMean(orthogonalRows(TOKENS, WIDTH)).map((row) => row.map((value, i) => scale * value + common[i]!));
}

function draw(seed: number, rule: Rule): readonly number[] {
  const shared = { activation: "linear", rule, seed };
  const softmax = { ...shared, block: blockNamed("attention") as FormulaBlock, depth: 1, input: nearlyOne() };
  return [
    ...SCALES.flatMap(({ alpha }) => {
      const input = orthogonalRows(TOKENS, WIDTH);
      const { layers, entry, top } = formulaNet({ ...shared, block: uniform(alpha), depth: DEPTH, input });
      const last = layers.at(-1)!;
      return [meanSquareOf(last), meanProduct(last), meanSquareOf(entry) / meanSquareOf(top)];
    }),
    meanSquareOf(withoutMean(formulaNet(softmax).layers[0]!)) / power(RESIDUAL, 3),
  ];
}

export const rankCollapse: Paper = paper<Rule>({
  id: "rank-collapse",
  rows: [34],
  paper: "Dong et al. (2021), Noci et al. (2022)",
  figure: "attention at initialization makes tokens one",
  settings: `${TOKENS} orthogonal tokens of ${WIDTH} units, lecun_normal; ${DEPTH} layers z + alpha W_o mean(W_v z), and one of softmax attention without a skip connection on tokens whose residual has the mean square ${RESIDUAL}`,
  meaning:
    "Attention that has learned nothing adds the same to every token, so that all of the growth is in what tokens have in common: after ten layers of branches of one " +
    "their cosine is 0.99. Branches of 1/sqrt(depth) leave it below 1/5 at any depth. Without skip connections a layer turns the residual r into r^3: doubly exponential with depth.",
  remark:
    "Expectations are exact at any width. What tokens have in common grows by 1 + alpha^2 a layer; of orthogonal ones it is 1/8 at first. Softmax of nearly " +
    "equal scores is expanded: what is left out is of the order of the residual.",
  nets: 240,
  statistics: () => [
    ...SCALES.flatMap(({ name, alpha }) => {
      const grown = (power(1 + alpha ** 2, DEPTH) - 1) / TOKENS;
      return [
        { name: `${name}: mean square`, limit: 1 + grown },
        { name: `${name}: inner product of two tokens`, limit: grown },
        { name: `${name}: squared gradient, first / last`, limit: 1 + grown },
      ];
    }),
    { name: "softmax alone: residual / residual^3 before", limit: 1 / (TOKENS - 1) },
  ],
  right: lecunNormal.rule,
  wrong: { what: "variance 10% too large", setting: scaledVariance(lecunNormal.rule, 1.1) },
  draw,
});
