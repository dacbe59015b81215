import { power } from "../../numeric/power.js";
import { correlationCurve, gains, zeroPaddingMass } from "../theory/index.js";
import { known, type RecommendRequest } from "./ask.js";
import { ALIKE, tailored } from "./shaped.js";
import { REFERRED, referredWidth } from "./typical.js";

/**
 * Below this ratio of width to depth typical networks differ by a factor of e: for ReLU the variance of ln q is 5 depth
 * / width.
 */
const WIDTH_PER_LAYER = 5;

/** The notes below the ranking. */
export function notesFor(ask: RecommendRequest): string[] {
  const { architecture, depth, width, activation, task } = ask;
  const notes: string[] = [];
  if (!(known as readonly string[]).includes(architecture)) {
    const narrow = referredWidth(ask) < width ? `, standard deviations scaled to width ${width} by 1/sqrt(width)` : "";
    notes.push(
      `changes and standard deviations are those of ${REFERRED} reference networks of width ${referredWidth(ask)}${narrow}`,
    );
  }
  if (architecture === "mlp" && width < WIDTH_PER_LAYER * depth) {
    notes.push(
      `width ${width} is less than 5 x depth: single networks differ from the mean, see the standard deviations; with ${WIDTH_PER_LAYER * depth} units, or fewer layers, they differ less`,
    );
  }
  if (architecture === "cnn") {
    const mass = zeroPaddingMass({ size: 32, kernel: 3, depth });
    const mean = mass.reduce((sum, x) => sum + x, 0) / mass.length;
    notes.push("fan_in counts the receptive field: k x k x channels in; standard deviations are those of one position");
    notes.push(
      `zero padding loses mass at the borders: after ${depth} 3x3 convolutions of a 32x32 image ${mean.toPrecision(2)} of it is left`,
    );
  }
  if (architecture === "rnn") {
    notes.push(
      "the steps of time are the layers, with one matrix for all: changes are those of infinite width, standard deviations those of simulated networks with one matrix",
    );
  }
  const shaped = tailored(ask);
  if (shaped !== null) {
    const net = { initializer: gains(activation).forward ** 2, activation, width: 1, depth };
    const alike = correlationCurve(net, 0).at(-1)!;
    notes.push(
      `${activation.name} makes the correlation of orthogonal inputs ${alike.toPrecision(3)}; ${shaped.name} in its place, listed behind all of ${activation.name}, leaves it at ${ALIKE}`,
    );
  }
  if (architecture === "residual") {
    notes.push(
      `branches scaled by 1/sqrt(depth) = ${power(depth, -0.5).toPrecision(3)} keep the growth over the whole network bounded`,
    );
  }
  if (architecture === "layernorm")
    notes.push("with normalized pre-activations the scale has no effect: the ranking is a tie");
  if (task === "gan")
    notes.push("theory predicts signals at the first step, not the balance of two networks in training");
  if (activation.homogeneous && architecture === "mlp" && depth >= 60) {
    notes.push(
      "in deep piecewise-linear networks any two inputs become equal, whatever the scale: 1 - correlation falls like 1/depth^2",
    );
  }
  return notes;
}
