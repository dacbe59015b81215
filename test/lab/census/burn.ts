import { claim, type Peer } from "./peer.js";

const INITIALIZER = "burn-nn/src/initializer.rs: the doc comments of Initializer";
const LINEAR = "burn-nn/src/modules/linear.rs:49: U(-k, k), k = sqrt(1 / d_input)";
const CONV = "burn-nn/src/modules/conv: KaimingUniform with a gain of 1/sqrt(3)";
const RNN = "burn-nn/src/modules/rnn: XavierNormal with a gain of 1, each gate";

const SHAPES = [
  [30, 50],
  [7, 5, 3, 2],
];

export const burn: Peer = {
  name: "burn",
  language: "Rust",
  folder: "burn",
  build: [["cargo", "build", "--release", "--locked", "--quiet"]],
  program: ["target/release/burn-subject"],
  claims: [
    ...["uniform", "normal", "kaiming_uniform", "kaiming_normal", "xavier_uniform", "xavier_normal", "orthogonal"].map(
      (name) => claim(name, `burn:${name}`, INITIALIZER, { shapes: SHAPES }),
    ),
    claim("linear_default", "burn:linear_default", LINEAR),
    claim("linear_col_default", "burn:linear_default", `${LINEAR}, in either layout`),
    claim("conv_default", "burn:conv_default", CONV, { shapes: [[7, 5, 3, 2]] }),
    claim("conv_default", "burn:conv_default", CONV, { shapes: [[28, 5, 3, 2]], layout: "(go)ihw", groups: 4 }),
    claim("deform_conv_default", "burn:conv_default", CONV, { shapes: [[7, 5, 3, 2]] }),
    claim("conv_transpose_default", "torch:conv_transpose_default", CONV, { shapes: [[40, 5, 3, 2]], layout: "iohw" }),
    claim("embedding_default", "burn:embedding_default", "burn-nn/src/modules/embedding.rs:31: N(0, 1)"),
    claim("lstm_default", "glorot_normal", RNN),
    claim("gru_default", "glorot_normal", RNN),
  ],
  findings: [
    {
      initializers: ["linear_col_default"],
      mistakes: ["fan-out-for-fan-in"],
      says: "A linear layer in the layout Col is given its fans swapped: U(+-sqrt(1/d_output)) for the documented sqrt(1/d_input)",
      upstream: "not found",
      language: "rust",
      code: `use burn::nn::{LinearConfig, LinearLayout};
let device = Default::default();
let layer = LinearConfig::new(300, 500).with_layout(LinearLayout::Col).init(&device);
let limit = layer.weight.val().abs().max().into_scalar::<f32>();
println!("{:?} {}", layer.weight.dims(), limit * 300f32.sqrt());`,
    },
  ],
};
