import type { Peer } from "./peer.js";

/** In one environment with timm, whose wheels of PyTorch are large. */
export const transformers: Peer = {
  name: "Transformers",
  language: "Python",
  program: ["python", "fresh_models.py"],
  pip: { latest: ["transformers", "torch", "numpy", "timm"] },
  claims: [],
  models: [
    { model: "gpt2", family: "gpt2" },
    { model: "llama", family: "llama" },
    { model: "qwen2", family: "qwen" },
    { model: "mixtral", family: "mixtral" },
    { model: "bert", family: "bert" },
    { model: "t5", family: "t5" },
    { model: "mamba", family: "mamba-transformers" },
  ],
  findings: [],
};
