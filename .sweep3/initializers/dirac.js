import { dirac as passThrough } from "../harness/rule/index.js";
/** A convolution that passes its input channels through unchanged. */
export const dirac = {
    name: "dirac",
    source: "torch.nn.init.dirac_; Zagoruyko and Komodakis 2017, arXiv:1706.00388",
    rule: passThrough,
};
