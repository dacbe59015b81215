import { lineSums } from "../../statistic/lineSums.js";
import { perTensor } from "./perTensor.js";
export const linesOf = (tensor, { rows, columns }, { mean }) => heldSums(tensor, mean, `${rows}x${columns}`, () => lineSums(tensor, rows, columns, mean));
const heldSums = perTensor();
