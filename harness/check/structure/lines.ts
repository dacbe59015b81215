/** Sums over the rows and columns of a tensor, shared by several checks. */
import type { Law } from "../../contract/law/index.js";
import type { Entries, MatrixView } from "../sample.js";
import { type LineSums, lineSums } from "../statistic/lineSums.js";
import { perTensor } from "./perTensor.js";

export const linesOf = (tensor: Entries, { rows, columns }: MatrixView, { mean }: Law): LineSums =>
  heldSums(tensor, mean, `${rows}x${columns}`, () => lineSums(tensor, rows, columns, mean));

const heldSums = perTensor<LineSums>();
