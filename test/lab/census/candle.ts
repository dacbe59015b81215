import { claim, halves, type Peer } from "./peer.js";

const INIT = "candle-nn/src/init.rs: the doc comments of Init, and the source of PyTorch that it names";
const LAYERS =
  "candle-nn/src/conv.rs, linear.rs: no words; the default of PyTorch, whose init.py init.rs says it is based on";

export const candle: Peer = {
  name: "candle",
  language: "Rust",
  folder: "candle",
  build: [["cargo", "build", "--release", "--locked", "--quiet"]],
  program: ["target/release/candle-subject"],
  inputs: 1,
  claims: [
    ...["kaiming_normal", "kaiming_uniform", "randn", "uniform"].map((name) => claim(name, `candle:${name}`, INIT)),
    claim("kaiming_normal", "candle:kaiming_normal", INIT, { shapes: [[7, 5, 3, 3]] }),
    claim("kaiming_normal", "candle:kaiming_normal", INIT, { params: { fan: "fan_out", non_linearity: "tanh" } }),
    claim("kaiming_uniform", "candle:kaiming_uniform", INIT, { dtype: "float64" }),
    claim("embedding_default", "candle:embedding_default", "candle-nn/src/embedding.rs"),
    claim("linear_default", "candle:linear_default", "candle-nn/src/linear.rs: DEFAULT_KAIMING_NORMAL"),
    claim("conv_default", "candle:conv_default", "candle-nn/src/conv.rs: DEFAULT_KAIMING_NORMAL", {
      shapes: [[28, 5, 3, 3]],
      layout: "(go)ihw",
      groups: 4,
    }),
    claim("lstm_default", "he_uniform", "candle-nn/src/rnn.rs: DEFAULT_KAIMING_UNIFORM", {
      shapes: [[120, 50]],
      layout: "(go)i",
      groups: 4,
    }),
    claim("gru_default", "he_uniform", "candle-nn/src/rnn.rs: DEFAULT_KAIMING_UNIFORM", {
      shapes: [[120, 50]],
      layout: "(go)i",
      groups: 3,
    }),
    claim("linear_bias_default", "torch:linear_bias_default", LAYERS, {
      shapes: [[900]],
      layout: "o",
      params: { fan_in: 30 },
    }),
    claim("conv_bias_default", "torch:conv_bias_default", LAYERS, {
      shapes: [[900]],
      layout: "o",
      params: { fan_in: 270 },
    }),
    claim("conv_transpose_default", "torch:conv_transpose_default", LAYERS, {
      shapes: [[40, 5, 3, 3]],
      layout: "iohw",
    }),
    claim("conv_transpose_default", "torch:conv_transpose_default", LAYERS, {
      shapes: [[40, 5, 3]],
      layout: "(gi)ok",
      groups: 4,
    }),
    ...halves(["kaiming_normal", "kaiming_uniform"], INIT),
  ],
  findings: [
    {
      initializers: ["kaiming_normal"],
      mistakes: ["few-states", "other-law", "low-precision"],
      dtypes: ["float16", "bfloat16"],
      says: "In 16 bits a normal is rounded before it is scaled and again after it: every third value or so never comes, and others come too often",
      upstream: "not found",
      language: "rust",
      code: `use candle_core::{DType, Device};
let init = candle_nn::Init::Randn { mean: 0., stdev: 0.2 };
let w = init.var(2_000_000, DType::BF16, &Device::Cpu)?.to_vec1::<half::bf16>()?;
let hits = |bits: u16| w.iter().filter(|x| x.to_bits() == bits).count();
println!("{:?}", (0x3e4d..0x3e56).map(hits).collect::<Vec<_>>());`,
    },
    {
      initializers: ["conv_bias_default"],
      mistakes: ["wrong-scale", "receptive-field-ignored", "fan-scaled"],
      says: "The limit of a convolution's bias leaves out the kernel: three times PyTorch's at 3x3",
      upstream: "not found",
      language: "rust",
      code: `let vars = candle_nn::VarMap::new();
let vb = candle_nn::VarBuilder::from_varmap(&vars, candle_core::DType::F32, &candle_core::Device::Cpu);
let layer = candle_nn::conv2d(30, 9000, 3, Default::default(), vb)?;
let limit = layer.bias().unwrap().abs()?.max_all()?.to_scalar::<f32>()?;
println!("{}", limit * (30f32 * 9.).sqrt());`,
    },
    {
      initializers: ["conv_transpose_default"],
      mistakes: ["groups-ignored"],
      says: "The limit of a transposed convolution in groups counts the channels of all groups: a quarter of PyTorch's variance at four",
      upstream: "not found",
      language: "rust",
      code: `let vars = candle_nn::VarMap::new();
let vb = candle_nn::VarBuilder::from_varmap(&vars, candle_core::DType::F32, &candle_core::Device::Cpu);
let config = candle_nn::ConvTranspose1dConfig { groups: 4, ..Default::default() };
let layer = candle_nn::conv_transpose1d(40, 20, 3, config, vb)?;
let limit = layer.weight().abs()?.max_all()?.to_scalar::<f32>()?;
println!("{:?} {}", layer.weight().dims(), limit * (5f32 * 3.).sqrt());`,
    },
  ],
};
