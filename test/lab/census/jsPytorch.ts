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
      mistakes: ["shifted-mean", "other-law", "wrong-scale", "truncated-not-normal"],
      upstream: "not found",
      says: "randn is made of uniforms on [0.001, 0.981]: its mean is not 0, and nothing lies beyond 3.72 standard deviations",
      language: "js",
      code: `import { torch } from "js-pytorch";
const w = torch.randn([1000, 1000]).data.flat();
const largest = w.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
console.log((w.reduce((sum, x) => sum + x, 0) / w.length).toFixed(2), largest.toFixed(2));`,
    },
  ],
};
