/**
 * Schemes of programs that train models: transformers scaled by depth and width, residual networks without norms, adapters. They depend
 * on numbers of the model, which a tensor does not show: they are claimed by name, and never found without a claim.
 */
import { fanOf } from "../../harness/contract/expectation.js";
import type { Initializer } from "../../harness/contract/initializer.js";
import { affine, clippedNormal, type Law, standardNormal } from "../../harness/contract/law/index.js";
import { independentBy, unitRows, varianceScaling } from "../../harness/contract/rule/index.js";
import { power } from "../../harness/numeric/power.js";
import { framework, normalLaw, symmetricUniform, uniformLaw } from "./words.js";

const normal = (sd: number): Law => affine(standardNormal, sd);
/** Cut at `bound` of its standard deviations, and not rescaled. */
const cutAt = (bound: number, sd: number): Law => affine(clippedNormal(-bound, bound), sd);

const transformers = framework("transformers", "transformers/modeling_utils.py, PreTrainedModel._init_weights");
const gpt2 = framework("gpt2", "karpathy/nanoGPT, model.py, GPT.__init__");
const megatron = framework("megatron", "NVIDIA/Megatron-LM, megatron/core/utils.py and transformer_config.py");
const neox = framework("neox", "EleutherAI/gpt-neox, megatron/model/init_functions.py");
const litgpt = framework("litgpt", "Lightning-AI/litgpt, litgpt/pretrain.py, initialize_weights, after TinyLlama");
const torchtitan = framework(
  "torchtitan",
  "pytorch/torchtitan, models/llama3/__init__.py and models/common/param_init.py",
);
const olmo = framework("olmo", "allenai/OLMo-core, src/olmo_core/nn/transformer/init.py");
const lingua = framework("lingua", "facebookresearch/lingua, lingua/transformer.py, reset_parameters");
const nanochat = framework("nanochat", "karpathy/nanochat, nanochat/gpt.py, init_weights");
const mup = framework("mup", "EleutherAI/nanoGPT-mup, model.py");
const completep = framework("completep", "Dey et al. 2025, arXiv:2505.01618");
const ngpt = framework("ngpt", "NVIDIA/ngpt, model.py and train.py");
const deepnorm = framework("deepnorm", "microsoft/torchscale, torchscale/architecture/encoder.py");
const fixup = framework("fixup", "hongyi-zhang/Fixup, cifar/models/fixup_resnet_cifar.py");
const tfixup = framework("tfixup", "layer6ai-labs/T-Fixup, fairseq/modules/transformer_layer.py");
const lora = framework("lora", "huggingface/peft, peft/tuners/lora/layer.py, reset_lora_parameters");
const mae = framework("mae", "facebookresearch/mae, models_mae.py, initialize_weights");

const schemes: readonly Initializer[] = [
  transformers.law("weight", { initializer_range: 0.02 }, (p) => normal(p.initializer_range)),
  gpt2.law("weight", { std: 0.02 }, ({ std }) => normal(std)),
  gpt2.law("c_proj", { std: 0.02, n_layer: 12 }, (p) => normal(p.std / Math.sqrt(2 * p.n_layer))),
  megatron.law("init_method_normal", { sigma: 0.02 }, ({ sigma }) => normal(sigma)),
  // The multiplier is 1 in hybrid models.
  megatron.law("scaled_init_method_normal", { sigma: 0.02, num_layers: 12, multiplier: 2 }, (p) =>
    normal(p.sigma / Math.sqrt(p.multiplier * p.num_layers)),
  ),
  megatron.law("mup_init_method_normal", { sigma: 0.02, width_mult: 1 }, (p) =>
    normal(p.sigma / Math.sqrt(p.width_mult)),
  ),
  megatron.law("mup_scaled_init_method_normal", { sigma: 0.02, num_layers: 12, multiplier: 2, width_mult: 1 }, (p) =>
    normal(p.sigma / Math.sqrt(p.multiplier * p.num_layers * p.width_mult)),
  ),
  neox.law("small_init", { dim: 768 }, ({ dim }) => normal(Math.sqrt(2 / (5 * dim)))),
  neox.law("wang_init", { n_layers: 12, dim: 768 }, (p) => normal(2 / p.n_layers / Math.sqrt(p.dim))),
  litgpt.law("weight", { n_embd: 2048 }, ({ n_embd }) => normal(Math.sqrt(2 / 5 / n_embd))),
  litgpt.law("proj", { n_embd: 2048, n_layer: 22 }, (p) => normal(1 / Math.sqrt(p.n_embd) / p.n_layer)),
  // Cut at the values -2 and 2: 100 standard deviations.
  torchtitan.law("linear", { std: 0.02 }, ({ std }) => cutAt(2 / std, std)),
  torchtitan.law("depth_init", { std: 0.02, layer_id: 0 }, ({ std, layer_id }) => {
    const scaled = std / Math.sqrt(2 * (layer_id + 1));
    return cutAt(2 / scaled, scaled);
  }),
  torchtitan.law("output", { dim: 4096 }, ({ dim }) => cutAt(3, 1 / Math.sqrt(dim))),
  olmo.law("normal", { std: 0.02 }, ({ std }) => cutAt(3, std)),
  olmo.law("normalized", { d_model: 4096 }, ({ d_model }) => cutAt(3, 1 / Math.sqrt(d_model))),
  olmo.law("normalized_out", { d_model: 4096, num_blocks: 32 }, (p) =>
    cutAt(3, 1 / Math.sqrt(2 * p.d_model * p.num_blocks)),
  ),
  olmo.law("llama_out", { std: 0.02, num_blocks: 32 }, (p) => cutAt(3, p.std / Math.sqrt(2 * p.num_blocks))),
  olmo.law("llama_depth_out", { std: 0.02, block_idx: 0 }, (p) => cutAt(3, p.std / Math.sqrt(2 * (p.block_idx + 1)))),
  olmo.rule("fan_in", {}, () => independentBy((shape) => cutAt(3, 1 / Math.sqrt(fanOf(shape, "in"))))),
  lingua.rule("linear", {}, () => independentBy((shape) => cutAt(3, 1 / Math.sqrt(fanOf(shape, "in"))))),
  // The bounds of wo are those of the deviation before it is divided: 3 factors of its own. Those of w2 are 3.
  lingua.law("wo", { init_std: 0.02, factor: 1 }, (p) => cutAt(3 * p.factor, p.init_std / p.factor)),
  lingua.law("w2", { init_std: 0.02, factor: 1 }, (p) => cutAt(3, p.init_std / p.factor)),
  nanochat.law("linear", { n_embd: 768 }, ({ n_embd }) => symmetricUniform(Math.sqrt(3 / n_embd))),
  nanochat.law("c_fc", { n_embd: 768 }, ({ n_embd }) => symmetricUniform(0.4 * Math.sqrt(3 / n_embd))),
  nanochat.law("wte", {}, () => normal(0.8)),
  nanochat.law("lm_head", {}, () => normal(0.001)),
  mup.law("hidden", { init_std: 0.02, width_multiplier: 1 }, (p) => normal(p.init_std / Math.sqrt(p.width_multiplier))),
  mup.law("c_proj", { init_std: 0.02, n_layer: 12, width_multiplier: 1 }, (p) =>
    normal(p.init_std / Math.sqrt(2 * p.n_layer * p.width_multiplier)),
  ),
  completep.law("hidden", { init_std: 0.02, width_multiplier: 1 }, (p) =>
    normal(p.init_std / Math.sqrt(p.width_multiplier)),
  ),
  ngpt.law("weight", { n_embd: 1024 }, ({ n_embd }) => normal(1 / Math.sqrt(n_embd))),
  ngpt.law("c_proj", { n_embd: 1024, n_layer: 24 }, (p) => normal(1 / Math.sqrt(2 * p.n_embd * p.n_layer))),
  // After normalize_matrices: every row a uniform point of the unit sphere.
  ngpt.rule("normalized", {}, () => unitRows(1)),
  deepnorm.rule("scaled", { layers: 12 }, ({ layers }) =>
    varianceScaling(uniformLaw, 1 / Math.sqrt(8 * layers), "avg"),
  ),
  // m convolutions a branch, L branches.
  fixup.rule("conv", { num_layers: 18, m: 2 }, ({ num_layers, m }) =>
    varianceScaling(normalLaw, 2 * power(num_layers, -1 / (m - 1)), "out"),
  ),
  tfixup.rule("linear", { layers: 6 }, ({ layers }) =>
    varianceScaling(uniformLaw, 0.67 ** 2 / Math.sqrt(layers), "avg"),
  ),
  tfixup.rule("value", { layers: 6 }, ({ layers }) =>
    varianceScaling(uniformLaw, (2 * 0.67 ** 2) / Math.sqrt(layers), "avg"),
  ),
  tfixup.law("embedding", { dim: 512, layers: 6 }, (p) => normal(1 / Math.sqrt(p.dim * Math.sqrt(9 * p.layers)))),
  lora.scaling("a", uniformLaw, 1 / 3, "in"),
  lora.law("gaussian_a", { r: 8 }, ({ r }) => normal(1 / r)),
  lora.law("embedding_b", {}, () => standardNormal),
  // Xavier over the convolution as a matrix: outputs are counted without the receptive field.
  mae.rule("patch_embed", {}, () =>
    independentBy((shape) => symmetricUniform(Math.sqrt(6 / (fanOf(shape, "in") + shape.outputs)))),
  ),
];

export const modelSchemes: readonly Initializer[] = schemes.map((one) => ({ ...one, isOfModel: true }));
