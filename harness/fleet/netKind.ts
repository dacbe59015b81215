/** Networks of `propagate`: one network with all activations. */
import { requireMemory } from "../machine/bounds.js";
import type { NetCurves } from "../propagation/network/netCurves.js";
import { endsOf } from "../propagation/network/simulate.js";
import { MOST_DEPTH, MOST_WIDTH } from "../propagation/run/grid.js";
import type { NetJob } from "../propagation/run/job.js";
import { MOST_ANSWER, MOST_JOB } from "./envelope.js";
import { floatsOfText, textOfFloats } from "./floats.js";
import { line, list, name, number, orNull, parameters, record, text, whole } from "./form.js";
import type { JobKind } from "./jobKind.js";

const MOST_ACTIVATIONS = 1000;

const workForm = record({
  asked: name,
  params: parameters,
  widths: list(whole(1, MOST_WIDTH), MOST_DEPTH + 1),
  activations: list(text(MOST_JOB), MOST_ACTIVATIONS),
  architecture: name,
  sigmaB: number(0, Number.MAX_VALUE),
  seed: whole(0),
  net: whole(0),
});

/** The measurements of every layer. The inputs at both ends are not sent: they follow from the job. */
const MEASURED = [
  ...(["forward", "backward", "gain", "mean", "variance"] as const),
  ...(["batchVariance", "dead", "correlation", "weightSums"] as const),
];

const foundForm = list(
  record({ measured: text(MOST_ANSWER), copies: orNull(line), lost: orNull(line) }),
  MOST_ACTIVATIONS,
);

/** Characters of a packed answer: for each layer, and for the other parts of an activation. */
const LAYER = 100;
const REST = 1000;

const BYTES_AN_ENTRY = 4;

export const netKind: JobKind<NetJob, readonly NetCurves[]> = {
  name: "net",
  kept: 5000,
  workOf: ({ kind: _, inputs: __, source: { asked, params }, ...rest }) => ({ asked, params, ...rest }),
  jobOf(work, spec) {
    const { asked, params, ...rest } = workForm(work, "job.work");
    if (rest.widths.length < 2) throw new Error("job.work.widths: must be of one layer or more, got none");
    return { kind: "net", source: { spec, asked, params }, ...rest };
  },
  travels({ inputs, widths, activations }) {
    return inputs === undefined && activations.length * (LAYER * widths.length + REST) <= MOST_ANSWER;
  },
  requireRoom(worker, { source: { spec }, widths }, threads) {
    const layers = widths.slice(1).map((width, l) => width * widths[l]!);
    // The reference draws a large network layer by layer, or in still smaller parts.
    const isWhole = spec.subject !== "reference" || spec.command !== undefined;
    const atOnce = isWhole ? layers.reduce((sum, entries) => sum + entries, 0) : Math.max(...layers);
    requireMemory(`${worker}: networks of ${atOnce} weights at once`, threads * atOnce * BYTES_AN_ENTRY);
  },
  foundOf: (curves) =>
    curves.map((one) => {
      const { copies, lost = null } = one;
      return { measured: textOfFloats(MEASURED.map((key) => one[key])), copies, lost };
    }),
  resultOf(value, job) {
    const found = foundForm(value, "answer.found");
    const [count, depth] = [job.activations.length, job.widths.length - 1];
    if (found.length !== count) throw new Error(`answer.found: must be ${count} activations, got ${found.length}`);
    const { inputs, top } = endsOf(job, job.net);
    return found.map(({ measured, copies, lost }, a) => {
      const numbers = floatsOfText(measured, MEASURED.length * depth, `answer.found[${a}].measured`);
      const arrays = MEASURED.map((key, k) => [key, numbers.slice(k * depth, (k + 1) * depth)]);
      const curves = { ...Object.fromEntries(arrays), copies, input: inputs[0]!.values, top: top.values } as NetCurves;
      return lost === null ? curves : { ...curves, lost };
    });
  },
};
