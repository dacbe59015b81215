import { claim, type Peer } from "./peer.js";

const DOCS = "timm/layers/weight_init.py, docstrings";

export const timm: Peer = {
  name: "timm",
  language: "Python",
  program: ["python", "timm_init.py"],
  pip: { latest: ["timm", "torch", "numpy", "transformers"] },
  claims: [
    claim("lecun_normal_", "timm:lecun_normal_", DOCS),
    claim("variance_scaling_", "timm:variance_scaling_", DOCS, {
      params: { scale: 2, mode: "fan_out", distribution: "truncated_normal" },
    }),
    claim("trunc_normal_", "timm:trunc_normal_", DOCS),
    claim("trunc_normal_", "timm:trunc_normal_", DOCS, { params: { std: 0.02 } }),
    claim("trunc_normal_tf_", "timm:trunc_normal_tf_", DOCS, { params: { std: 0.02 } }),
    claim("trunc_normal_", "timm:trunc_normal_", DOCS, {
      params: { std: 0.02 },
      dtype: "bfloat16",
      shapes: [[300, 500]],
    }),
  ],
  models: [
    { model: "vit_tiny_patch16_224", family: "vit" },
    { model: "vit_tiny_patch16_224:jax", family: "vit-jax" },
    { model: "vit_tiny_patch16_224:moco", family: "vit-moco" },
    { model: "swin_tiny_patch4_window7_224", family: "swin" },
    { model: "convnext_atto", family: "convnext" },
    { model: "resnet18", family: "resnet-timm-basic" },
    { model: "resnet26", family: "resnet-timm" },
  ],
  findings: [
    {
      initializers: ["trunc_normal_"],
      mistakes: ["outliers", "wrong-scale", "other-law"],
      dtypes: ["bfloat16"],
      says: "With std 0.02 entries of bfloat16 lie at the absolute bound, a hundred standard deviations away",
      upstream: "pytorch/pytorch#155588, for the same algorithm",
      language: "py",
      code: `import timm.layers, torch
torch.manual_seed(1)
w = timm.layers.trunc_normal_(torch.empty(1000, 1000, dtype=torch.bfloat16), std=0.02)
print(w.float().std().item(), (w.abs() == 2).sum().item())`,
    },
  ],
};
