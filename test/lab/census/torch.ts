import { claim, claimed, halves, type Peer } from "./peer.js";

const TORCH = "documentation of torch.nn.init";
const LAYERS = "documentation of torch.nn";

export const torch: Peer = {
  name: "PyTorch",
  language: "Python",
  subject: "torch",
  pip: { latest: ["torch", "numpy"], older: ["torch==2.6.0", "numpy"] },
  claims: [
    claimed(
      ["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "orthogonal_", "sparse_"],
      TORCH,
    ),
    claim("trunc_normal_", "torch:trunc_normal_", TORCH, { params: { std: 0.02 } }),
    claim("linear_default", "torch:linear_default", LAYERS),
    claim("conv_default", "torch:conv_default", LAYERS, { shapes: [[7, 5, 3, 2]] }),
    claim("conv_default", "torch:conv_default", LAYERS, {
      shapes: [[28, 5, 3, 2]],
      layout: "(go)ihw",
      groups: 4,
    }),
    claim("xavier_uniform_", "torch:xavier_uniform_", TORCH, {
      shapes: [[28, 5, 3, 2]],
      layout: "(go)ihw",
      groups: 4,
    }),
    claim("kaiming_normal_", "torch:kaiming_normal_", TORCH, { shapes: [[40, 5, 3, 2]], layout: "iohw" }),
    claim("mha_in_proj", "torch:mha_in_proj", "xavier_uniform_, as for each projection apart", {
      shapes: [[900, 300]],
      layout: "(go)i",
      groups: 3,
    }),
    claim("conv_transpose_default", "torch:conv_default", "the fan of a convolution: the inputs that an output sees", {
      shapes: [[40, 5, 3, 2]],
      layout: "iohw",
    }),
    claim("lstm_default", "torch:lstm_default", LAYERS, { shapes: [[200, 30]], layout: "(go)i", groups: 4 }),
    ...halves(["xavier_uniform_", "kaiming_normal_", "trunc_normal_"], TORCH),
  ],
  findings: [
    {
      initializers: ["conv_transpose_default"],
      mistakes: ["fan-out-for-fan-in"],
      says: "The fan of a transposed convolution is that of its outputs, as its page says: with 40 inputs and 5 outputs, eight times the variance of a convolution",
      upstream: "pytorch/pytorch#30079 documents it",
      language: "py",
      code: `import torch
torch.manual_seed(1)
w = torch.nn.ConvTranspose2d(40, 5, 3).weight
print((w.var() / (1 / 3 / (40 * 9))).item())`,
    },
    {
      initializers: ["mha_in_proj"],
      mistakes: ["fan-out-for-fan-in", "fan-sum-unhalved", "groups-ignored", "wrong-scale", "fan-scaled"],
      says: "Xavier's fan of outputs counts all three packed projections: half the variance",
      upstream: "pytorch/pytorch#166378",
      language: "py",
      code: `import torch
torch.manual_seed(1)
print((torch.nn.MultiheadAttention(300, 1).in_proj_weight.var() / (2 / 600)).item())`,
    },
    {
      initializers: ["xavier_uniform_"],
      mistakes: ["few-states", "other-law", "low-precision", "shifted-mean"],
      dtypes: ["float16", "bfloat16"],
      says: "A uniform of 16 bits is drawn on a grid as coarse as the dtype: its lower limit is drawn, its upper never",
      upstream: "not found",
      language: "py",
      code: `import torch
torch.manual_seed(1)
w = torch.nn.init.uniform_(torch.empty(1000, 1000, dtype=torch.bfloat16), -1, 1)
print(w.unique().numel(), (w == -1).sum().item(), (w == 1).sum().item())`,
    },
    {
      initializers: ["kaiming_normal_"],
      mistakes: ["other-law", "few-states"],
      dtypes: ["float16", "bfloat16"],
      says: "Version 2.6 makes normals of 16 bits from uniforms of 16 bits: 0 comes hundreds or thousands of times where it should come never or once",
      upstream: "pytorch/pytorch#166853, mended by #175988",
      language: "py",
      code: `import torch
torch.manual_seed(1)
for dtype in torch.bfloat16, torch.float16:
    w = torch.nn.init.normal_(torch.empty(1000, 1000, dtype=dtype), std=0.02)
    rounded = torch.nn.init.normal_(torch.empty(1000, 1000), std=0.02).to(dtype)
    print(dtype, [(x == 0).sum().item() for x in (w, rounded)])`,
    },
    {
      initializers: ["trunc_normal_"],
      mistakes: ["few-states"],
      dtypes: ["float16", "bfloat16"],
      says: "Version 2.6 makes a truncated normal of 16 bits from a uniform of 16 bits, which has a tenth of the values",
      upstream: "pytorch/pytorch#145498, mended by #175988",
      language: "py",
      code: `import torch
torch.manual_seed(1)
for dtype in torch.bfloat16, torch.float16:
    w = torch.nn.init.trunc_normal_(torch.empty(1000, 1000, dtype=dtype))
    rounded = torch.nn.init.trunc_normal_(torch.empty(1000, 1000)).to(dtype)
    print(dtype, [x.unique().numel() for x in (w, rounded)])`,
    },
    {
      initializers: ["trunc_normal_"],
      mistakes: ["other-law", "outliers", "clipped-not-truncated"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits entries pile up on the bounds: more than round to them of 64 bits",
      upstream: "pytorch/pytorch#155588 is of the same function",
      language: "py",
      code: `import torch
torch.manual_seed(1)
for dtype in torch.bfloat16, torch.float16:
    w = torch.nn.init.trunc_normal_(torch.empty(3000, 3000, dtype=dtype))
    rounded = torch.nn.init.trunc_normal_(torch.empty(3000, 3000, dtype=torch.float64)).to(dtype)
    print(dtype, [(x.abs() == 2).sum().item() for x in (w, rounded)])`,
    },
    {
      initializers: ["xavier_uniform_", "kaiming_normal_"],
      mistakes: ["groups-ignored", "fan-out-for-fan-in", "wrong-scale"],
      says: "torch.nn.init takes no groups and no transposed layout: it reads fans of oihw from any tensor",
      upstream: "pytorch/pytorch#23854",
      language: "py",
      code: `import torch
torch.manual_seed(1)
w = torch.nn.Conv2d(20, 28, (3, 2), groups=4).weight
torch.nn.init.xavier_uniform_(w)
print((w.var() / (2 / (5 * 6 + 7 * 6))).item())`,
    },
  ],
};
