/** Networks of real weights that were run to check a piece of advice, and what was predicted at their width. */
export interface AdviceCheck {
  readonly width: number;
  readonly nets: number;
  /** Means of the changes over the networks, with their standard errors. */
  readonly forward: number;
  readonly forwardError: number;
  readonly backward: number;
  readonly backwardError: number;
  readonly predictedForward: number | null;
  readonly predictedBackward: number | null;
  /** Standard errors of the mean of so many networks, by the predicted spread: those above are told by few networks. */
  readonly predictedForwardError: number | null;
  readonly predictedBackwardError: number | null;
}

/** One initializer for one network, and the predictions of theory. Null means that the number does not exist. */
export interface Recommended {
  readonly rank: number;
  readonly initializer: string;
  /** "scale=2.536", "sigma_b=0.2", "branch x 0.1414" and so on; empty for the defaults. */
  readonly settings: string;
  /** The behaviour of signals: "stable", "vanishing" and so on. */
  readonly verdict: string;
  /** Change of ln q for each layer going up, and of ln g going down, over the top quarter of the network. */
  readonly slopeForward: number | null;
  readonly slopeBackward: number | null;
  /** ln q of the top layer less that of the first; ln g of the first layer less that of the top. */
  readonly changeForward: number | null;
  readonly changeBackward: number | null;
  /** Standard deviations of these two over single networks of this width. */
  readonly sdForward: number | null;
  readonly sdBackward: number | null;
  readonly float32LostAtLayer: number | null;
  readonly reason: string;
  /** Of the best ones. */
  readonly check?: AdviceCheck;
}

/** A rule of thumb, and whether theory supports it. */
export interface RuleOfThumb {
  readonly rule: string;
  readonly holds: "yes" | "in part" | "no";
  readonly evidence: string;
}

export interface Recommendation {
  readonly version: string;
  readonly activation: string;
  readonly depth: number;
  readonly width: number;
  readonly architecture: string;
  readonly task: string;
  /** Best first. */
  readonly candidates: readonly Recommended[];
  readonly rules: readonly RuleOfThumb[];
  readonly notes: readonly string[];
}
