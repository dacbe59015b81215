import { claim, type Peer } from "./peer.js";

export const jsPytorch: Peer = {
  name: "js-pytorch",
  language: "JavaScript",
  program: ["node", "js-pytorch.mjs"],
  claims: [
    claim("linear", "lecun_normal", "docstring of nn.Linear: divided by the root of the first input dimension"),
    claim("randn", "random_normal", "docstring of randn", { params: { stddev: 1 } }),
    claim("rand", "random_uniform", "docstring of rand", { params: { minval: 0, maxval: 1 } }),
  ],
  findings: [
    {
      initializers: ["linear", "randn"],
      mistakes: ["shifted-mean", "other-law", "wrong-scale"],
      upstream: "not found",
      says: "randn is made of uniforms on [0.001, 0.981]: its mean is not 0",
      language: "js",
      code: `import { torch } from "js-pytorch";
const w = torch.randn([1000, 1000]).data.flat();
console.log((w.reduce((sum, x) => sum + x, 0) / w.length).toFixed(2));`,
    },
  ],
};
