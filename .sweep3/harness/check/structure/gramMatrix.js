import { gramMatrix as compute } from "../../statistic/gramMatrix.js";
import { perTensor } from "./perTensor.js";
const held = perTensor();
export const gramMatrix = (tensor, { rows, columns }, { mean }) => held(tensor, mean, `${rows}x${columns}`, () => compute(tensor, rows, columns, mean));
