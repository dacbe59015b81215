/** The Gram matrix of a tensor less the law's mean, shared by several checks. */
import type { Law } from "../../contract/law/index.js";
import type { Entries, MatrixView } from "../sample.js";
import { gramMatrix as compute, type Gram } from "../statistic/gramMatrix.js";
import { perTensor } from "./perTensor.js";

const held = perTensor<Gram>();

export const gramMatrix = (tensor: Entries, { rows, columns }: MatrixView, { mean }: Law): Gram =>
  held(tensor, mean, `${rows}x${columns}`, () => compute(tensor, rows, columns, mean));
