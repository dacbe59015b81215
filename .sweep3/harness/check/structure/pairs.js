import { productSum } from "../../statistic/products.js";
export function lagSum(tensors, lag, law) {
    let sum = 0;
    let count = 0;
    for (const tensor of tensors) {
        sum += productSum(tensor.subarray(lag), tensor, law.mean);
        count += Math.max(0, tensor.length - lag);
    }
    return { z: sum / law.variance / Math.sqrt(count), count };
}
