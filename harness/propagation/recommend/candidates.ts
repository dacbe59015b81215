import type { Parameters } from "../../contract/initializer.js";
import { power } from "../../numeric/power.js";
import type { Activation } from "../activation/index.js";
import { gains } from "../theory/index.js";
import type { RecommendRequest } from "./ask.js";
import { criticalPoints } from "./critical.js";
import { tailored } from "./shaped.js";
import { tunedGain } from "./tuned.js";

/** An initializer with its settings, as a candidate for a network. */
export interface Choice {
  readonly initializer: string;
  readonly params: Parameters;
  readonly sigmaB: number;
  /** The factor on the output of a residual branch; 1 in other networks. */
  readonly branch: number;
  /** What takes the place of the activation that is asked about; absent: nothing. */
  readonly instead?: Activation;
}

/** The initializers that are ranked by name. */
const NAMED = [
  ..."glorot_uniform glorot_normal he_uniform he_normal lecun_normal lecun_uniform".split(" "),
  ..."random_normal random_uniform zeros ones".split(" "),
];

/** The candidates: the named initializers, exact gains in independent and orthogonal form, an orthogonal gain tuned to the depth, and the edge of chaos. */
export function choicesFor(ask: RecommendRequest): Choice[] {
  const { activation, architecture, depth, width } = ask;
  const plain = (initializer: string, params: Parameters = {}, sigmaB = 0): Choice => ({
    initializer,
    params,
    sigmaB,
    branch: 1,
  });
  const { forward, backward } = gains(activation);
  const orthogonal = architecture === "cnn" || architecture.startsWith("conv") ? "delta_orthogonal" : "orthogonal";
  const isOne = Math.abs(forward / backward - 1) < 1e-9;
  const scaled = (isOne ? [forward] : [forward, backward]).flatMap((gain) => [
    plain("variance_scaling", { scale: rounded(gain ** 2) }),
    plain(orthogonal, { gain: rounded(gain) }),
  ]);
  const gain = PLAIN.has(architecture) ? tunedGain(activation, depth, width) : null;
  const tuned = gain === null ? [] : [plain(orthogonal, { gain: rounded(gain) })];
  const other = tailored(ask);
  const shaped =
    other === null ? [] : [{ ...plain(orthogonal, { gain: rounded(gains(other).forward) }), instead: other }];
  const critical = criticalPoints(activation, depth, width).map(({ sigmaW2, sigmaB2 }) =>
    plain("variance_scaling", { scale: rounded(sigmaW2) }, rounded(Math.sqrt(sigmaB2))),
  );
  const all = [...NAMED.map((name) => plain(name)), plain(orthogonal), ...scaled, ...tuned, ...shaped, ...critical];
  if (architecture !== "residual") return all;
  return all.flatMap((choice) => [choice, { ...choice, branch: rounded(power(depth, -0.5)) }]);
}

/** Neither skip connections nor norms. */
const PLAIN: ReadonlySet<string> = new Set(["mlp", "cnn", "rnn"]);

/** Rounded to six digits: the effect of further digits on a layer is smaller than that of chance. */
const rounded = (x: number): number => Number(x.toPrecision(6));

export function settingsText({ params, sigmaB, branch, instead }: Choice): string {
  return [
    ...Object.entries(params).map(([key, value]) => `${key}=${value}`),
    ...(sigmaB === 0 ? [] : [`sigma_b=${sigmaB}`]),
    ...(branch === 1 ? [] : [`branch x ${branch}`]),
    ...(instead === undefined ? [] : [`activation=${instead.name}`]),
  ].join(" ");
}
