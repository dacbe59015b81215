/** Predictions of `propagate`, by theory or from reference networks. */

import type { Prediction } from "../propagation/network/layerLaw.js";
import { MOST_DEPTH, MOST_WIDTH } from "../propagation/run/grid.js";
import type { PredictJob } from "../propagation/run/job.js";
import { MOST_ANSWER, MOST_JOB } from "./envelope.js";
import { anyNumber, flag, line, list, name, number, orNull, parameters, record, text, whole } from "./form.js";
import type { JobKind } from "./jobKind.js";

const workForm = record({
  contract: name,
  params: parameters,
  widths: list(whole(1, MOST_WIDTH), MOST_DEPTH + 1),
  activation: text(MOST_JOB),
  architecture: name,
  sigmaB: number(0, Number.MAX_VALUE),
  seed: whole(0),
  nets: whole(1),
});

const probability = number(0, 1);

const lawForm = record({
  mean: anyNumber,
  variance: anyNumber,
  skewness: list(anyNumber, 2),
  draws: anyNumber,
  deadProbability: probability,
  deadDraws: anyNumber,
  rounding: anyNumber,
});

const laws = list(orNull(lawForm), MOST_DEPTH);

const foundForm = record({
  basis: line,
  forward: laws,
  backward: laws,
  gain: laws,
  gainDependence: anyNumber,
  walks: flag,
});

/** Characters of a packed answer: for each layer, and for the rest. */
const LAYER = 800;
const REST = 6000;

export const predictionKind: JobKind<PredictJob, Prediction> = {
  name: "prediction",
  kept: 5000,
  workOf: ({ kind: _, ...work }) => work,
  jobOf(work) {
    const job = workForm(work, "job.work");
    if (job.widths.length < 2) throw new Error("job.work.widths: must be of one layer or more, got none");
    return { kind: "prediction", ...job };
  },
  travels: ({ widths }) => LAYER * widths.length + REST <= MOST_ANSWER,
  // A reference network holds a few vectors, and no weights.
  requireRoom() {},
  foundOf: (prediction) => prediction,
  resultOf(value, { widths }) {
    const prediction = foundForm(value, "answer.found");
    const depth = widths.length - 1;
    for (const key of ["forward", "backward", "gain"] as const) {
      const { length } = prediction[key];
      if (length !== depth) throw new Error(`answer.found.${key}: must be ${depth} layers, got ${length}`);
      if (prediction[key].some((law) => law !== null && law.skewness.length !== 2))
        throw new Error(`answer.found.${key}: must have two bounds of a skewness, got others`);
    }
    return prediction as Prediction;
  },
};
