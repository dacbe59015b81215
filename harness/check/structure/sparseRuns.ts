import { blocksOf } from "../../contract/blocks.js";
import { shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Check, Prospect } from "../check.js";
import { atLeast, reach, twoSided } from "../power.js";

/** The least variance of the number of runs in all columns of a case whose law is close enough to a gamma law. */
const LEAST_VARIANCE = 100;

/**
 * Runs of zeros along the inputs of each output. k zeros at any of N places form a hypergeometric number of runs (Wald and Wolfowitz
 * 1940): that of the k zeros which stand after one of the N - k others, or at the beginning.
 */
export const sparseRuns: Check = {
  name: "sparse_runs",
  question: "Do zeros of an output neither stand together nor keep apart?",
  tail: () => "approximate",
  applies: (prospect) => columnsOf(prospect) * runsOf(prospect).variance >= LEAST_VARIANCE,
  run(sample) {
    const { tensors, expected } = sample;
    let runs = 0;
    for (const tensor of tensors) {
      for (const { rows, columns, at } of blocksOf(expected.shape)) {
        for (let c = 0; c < columns; c++) {
          for (let row = 0; row < rows; row++) {
            if (tensor[at(row, c)] === 0 && (row === 0 || tensor[at(row - 1, c)] !== 0)) runs++;
          }
        }
      }
    }
    const count = columnsOf({ expected, tensors: tensors.length });
    const { mean, variance, third } = runsOf({ expected });
    const sd = Math.sqrt(count * variance);
    const z = (runs - count * mean) / sd;
    const skewness = third / power(variance, 1.5) / Math.sqrt(count);
    return {
      // Counts are whole: each tail begins half a count away.
      pValue: twoSided(shiftedGammaCdf(z + 0.5 / sd, skewness), shiftedGammaSf(z - 0.5 / sd, skewness)),
      statistic: z,
      expected: count * mean,
      observed: runs,
    };
  },
  detects: (prospect, looks) => {
    const { mean, variance } = runsOf(prospect);
    return `${atLeast((100 * reach(looks) * Math.sqrt(variance / columnsOf(prospect))) / mean)}% fewer runs of zeros`;
  },
};

const columnsOf = ({ expected: { shape }, tensors }: Pick<Prospect, "expected" | "tensors">): number =>
  tensors * shape.groups * shape.outputs;

/** Mean, variance and third central moment of the runs of one output's zeros. */
function runsOf({ expected: { shape, zerosPerColumn = 0 } }: Pick<Prospect, "expected">) {
  const [all, zeros] = [shape.fanIn, zerosPerColumn];
  // Of `all` places `marked` can begin a run; the zeros take as many places.
  const marked = all - zeros + 1;
  if (zeros < 2 || marked < 2 || all < 3) return { mean: Math.min(zeros, marked), variance: 0, third: 0 };
  const mean = (zeros * marked) / all;
  const variance = (mean * (all - marked) * (all - zeros)) / (all * (all - 1));
  const third = (variance * (all - 2 * marked) * (all - 2 * zeros)) / (all * (all - 2));
  return { mean, variance, third };
}
