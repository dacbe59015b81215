/** Shipped contracts: a fresh model of each family passes, and each of its planted mistakes fails, named. */
import { describe, expect, test } from "vitest";
import { worst } from "../../harness/record/index.js";
import { audit, contract } from "../../index.js";
import { type Model, saved, weight } from "./saved.js";

let seed = 1;
/** A tensor drawn by an expression; the seed is its own. */
const drawn = (text: string, shape: readonly number[], layout = shape.length === 1 ? "o" : "oi", groups = 1) =>
  weight(contract(text), { shape, layout, groups, seed: seed++ });
const sd = (stddev: number | string, ...shape: number[]) => drawn(`random_normal(stddev=${stddev})`, shape);
const ones = (n: number) => drawn("ones", [n]);
const zeros = (...shape: number[]) => drawn("zeros", shape);

async function judged(model: Model, name: string, numbers: Readonly<Record<string, number>> = {}) {
  const { rows } = await audit({ files: [saved(model)], threads: 1, contract: name, let: numbers });
  const failed = rows.filter(({ verdict }) => verdict !== "pass");
  return {
    verdict: worst(rows.map(({ verdict }) => verdict)),
    failed: failed.map(({ tensor }) => tensor),
    why: failed.map(({ diagnosis, note }) => `${diagnosis?.mistake}: ${diagnosis?.evidence} ${note}`),
  };
}

const RIGHT = { verdict: "pass", failed: [], why: [] };
const D = 48;

describe("gpt2", () => {
  const gpt = (output: string, fused = "0.02"): Model =>
    Object.fromEntries([
      ["wte.weight", sd(0.02, 300, D)],
      ["wpe.weight", sd(0.02, 60, D)],
      ...[0, 1].flatMap((l) => [
        [`h.${l}.ln_1.weight`, ones(D)],
        [`h.${l}.ln_1.bias`, zeros(D)],
        [`h.${l}.attn.c_attn.weight`, sd(fused, D, 3 * D)],
        [`h.${l}.attn.c_proj.weight`, sd(output, D, D)],
        [`h.${l}.mlp.c_fc.weight`, sd(0.02, D, 4 * D)],
        [`h.${l}.mlp.c_proj.weight`, sd(output, 4 * D, D)],
        [`h.${l}.mlp.c_proj.bias`, zeros(D)],
      ]),
    ]);
  const two = { n_layer: 2 };

  test("passes, tied or not", async () => {
    const model = gpt("0.02/sqrt(2*2)");
    expect(await judged(model, "gpt2", two)).toEqual(RIGHT);
    expect(await judged({ ...model, "lm_head.weight": model["wte.weight"]! }, "gpt2", two)).toEqual(RIGHT);
  });

  test("depth scaling is missing", async () => {
    const { failed, why } = await judged(gpt("0.02"), "gpt2", two);
    expect(failed).toEqual([0, 1].flatMap((l) => [`h.${l}.attn.c_proj.weight`, `h.${l}.mlp.c_proj.weight`]));
    for (const text of why) {
      expect(text).toContain("variance 4.0 = 2 n_layer of the documented one: depth scaling is missing");
    }
  });

  test("depth scaling is on the wrong matrix, and a tie is broken", async () => {
    const wrong = await judged(gpt("0.02/2", "0.02/2"), "gpt2", two);
    expect(wrong.failed).toEqual(["h.0.attn.c_attn.weight", "h.1.attn.c_attn.weight"]);
    const broken = await judged({ ...gpt("0.02/2"), "lm_head.weight": sd(0.02, 300, D) }, "gpt2", two);
    expect(broken.failed).toEqual(["lm_head.weight"]);
    expect(broken.why[0]).toMatch(/^untied: /);
  });
});

describe("decoders", () => {
  const decoder = (down: string, bias: Model = {}): Model => ({
    "model.embed_tokens.weight": sd(0.02, 200, D),
    "model.layers.0.self_attn.q_proj.weight": sd(0.02, D, D),
    "model.layers.0.self_attn.k_proj.weight": sd(0.02, D / 2, D),
    "model.layers.0.self_attn.v_proj.weight": sd(0.02, D / 2, D),
    "model.layers.0.self_attn.o_proj.weight": sd(0.02, D, D),
    "model.layers.0.mlp.gate_proj.weight": sd(0.02, 2 * D, D),
    "model.layers.0.mlp.up_proj.weight": sd(0.02, 2 * D, D),
    "model.layers.0.mlp.down_proj.weight": sd(down, D, 2 * D),
    "model.layers.0.input_layernorm.weight": ones(D),
    "model.norm.weight": ones(D),
    ...bias,
  });
  test.each(["llama", "qwen"])("%s", async (name) => {
    const numbers = { initializer_range: 0.02 };
    const biased = { "model.layers.0.self_attn.q_proj.bias": zeros(D) };
    expect(await judged(decoder("0.02", biased), name, numbers)).toEqual(RIGHT);
    const { failed } = await judged(decoder("0.02/sqrt(2)"), name, numbers);
    expect(failed).toEqual(["model.layers.0.mlp.down_proj.weight"]);
  });

  test("olmo-llama-depth: the first layer is divided as the first, and w3 as w2", async () => {
    const cut = (scale: string, ...shape: number[]) => drawn(`truncated_normal(stddev=${scale}, bound=3)`, shape);
    const olmo = (scale: (l: number) => string, third = scale): Model =>
      Object.fromEntries(
        [0, 1].flatMap((l) => [
          [`blocks.${l}.attention.w_q.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_k.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_v.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_out.weight`, cut(scale(l), D, D)],
          [`blocks.${l}.feed_forward.w1.weight`, cut("0.02", 2 * D, D)],
          [`blocks.${l}.feed_forward.w2.weight`, cut(scale(l), D, 2 * D)],
          [`blocks.${l}.feed_forward.w3.weight`, cut(third(l), 2 * D, D)],
        ]),
      );
    const byDepth = (l: number): string => `0.02/sqrt(2*${l + 1})`;
    expect(await judged(olmo(byDepth), "olmo-llama-depth")).toEqual(RIGHT);
    const { failed, why } = await judged(
      olmo(() => "0.02"),
      "olmo-llama-depth",
    );
    expect(failed).toHaveLength(6);
    expect(why[3]).toContain("variance 4.0 = 2 (layer+1) of the documented one: depth scaling is missing");
    const third = await judged(
      olmo(byDepth, () => "0.02"),
      "olmo-llama-depth",
    );
    expect(third.failed).toEqual([0, 1].map((l) => `blocks.${l}.feed_forward.w3.weight`));
  });
});

/** Programs that no package has: their contracts are written from their sources, and so are these models. */
describe("written from sources", () => {
  const named = (layers: number, one: (l: number) => Model): Model =>
    Object.assign({}, ...Array.from({ length: layers }, (_, l) => one(l)));

  test("nanochat: projections are zeros, c_fc is 0.4 times the others", async () => {
    const model = (fc: string): Model => ({
      "transformer.wte.weight": drawn("random_normal(stddev=0.8)", [100, D]),
      "lm_head.weight": drawn("random_normal(stddev=0.001)", [100, D]),
      ...named(2, (l) => ({
        ...Object.fromEntries(
          ["c_q", "c_k", "c_v"].map((part) => [
            `transformer.h.${l}.attn.${part}.weight`,
            drawn(`random_uniform(minval=-sqrt(3/${D}), maxval=sqrt(3/${D}))`, [D, D]),
          ]),
        ),
        [`transformer.h.${l}.attn.c_proj.weight`]: zeros(D, D),
        [`transformer.h.${l}.mlp.c_fc.weight`]: drawn(fc, [4 * D, D]),
        [`transformer.h.${l}.mlp.c_proj.weight`]: zeros(D, 4 * D),
      })),
    });
    const right = `random_uniform(minval=-0.4*sqrt(3/${D}), maxval=0.4*sqrt(3/${D}))`;
    expect(await judged(model(right), "nanochat", { n_embd: D })).toEqual(RIGHT);
    const { failed } = await judged(model("lecun_uniform"), "nanochat", { n_embd: D });
    expect(failed).toEqual([0, 1].map((l) => `transformer.h.${l}.mlp.c_fc.weight`));
  });

  test("megatron: outputs and experts over sqrt(2 num_layers)", async () => {
    const model = (out: string): Model =>
      named(2, (l) => ({
        [`decoder.layers.${l}.self_attention.linear_qkv.weight`]: sd(0.02, 3 * D, D),
        [`decoder.layers.${l}.self_attention.linear_proj.weight`]: sd("0.02/2", D, D),
        [`decoder.layers.${l}.mlp.experts.linear_fc1.weight0`]: sd(0.02, 4 * D, D),
        [`decoder.layers.${l}.mlp.experts.linear_fc2.weight0`]: sd(out, D, 4 * D),
        [`decoder.layers.${l}.mlp.router.weight`]: sd(0.02, 8, D),
      }));
    const numbers = { init_method_std: 0.02, num_layers: 2 };
    expect(await judged(model("0.02/2"), "megatron", numbers)).toEqual(RIGHT);
    const { why } = await judged(model("0.02"), "megatron", numbers);
    expect(why[0]).toContain("variance 4.0 = 2 num_layers of the documented one: depth scaling is missing");
  });

  test("lingua: cut at 3 sd", async () => {
    const model = (law: string): Model => ({
      ...Object.fromEntries(
        ["wq", "wk", "wv", "wo"].map((name) => [`layers.0.attention.${name}.weight`, drawn(law, [D, D])]),
      ),
      ...Object.fromEntries(
        ["w1", "w3"].map((name) => [`layers.0.feed_forward.${name}.weight`, drawn(law, [2 * D, D])]),
      ),
      "layers.0.feed_forward.w2.weight": drawn(law, [D, 2 * D]),
    });
    expect(await judged(model("truncated_normal(stddev=1/sqrt(fan_in), bound=3)"), "lingua")).toEqual(RIGHT);
    const { failed } = await judged(model("truncated_normal(stddev=1/sqrt(fan_in), bound=2)"), "lingua");
    expect(failed).toHaveLength(7);
  });

  test("mae and dit: the patch convolution is drawn as a matrix, q/k/v as one", async () => {
    const blocks = (qkv: string): Model => ({
      "blocks.0.attn.qkv.weight": drawn(qkv, [3 * D, D]),
      "blocks.0.attn.proj.weight": drawn("glorot_uniform", [D, D]),
      "blocks.0.mlp.fc1.weight": drawn("glorot_uniform", [4 * D, D]),
      "blocks.0.mlp.fc2.weight": drawn("glorot_uniform", [D, 4 * D]),
      "blocks.0.mlp.fc2.bias": zeros(D),
    });
    const patch = (law: string) => drawn(law, [D, 3, 4, 4], "oihw");
    const limit = `sqrt(6/(${3 * 16 + D}))`;
    const asMatrix = `random_uniform(minval=-${limit}, maxval=${limit})`;
    const bias = drawn("torch:linear_bias_default(fan_in=48)", [D]);
    const mae = (qkv: string, conv: string): Model => ({
      ...blocks(qkv),
      "patch_embed.proj.weight": patch(conv),
      "patch_embed.proj.bias": bias,
      "blocks.0.norm1.weight": ones(D),
      "blocks.0.norm1.bias": zeros(D),
    });
    expect(await judged(mae("glorot_uniform", asMatrix), "mae")).toEqual(RIGHT);
    const asThree = `random_uniform(minval=-sqrt(6/${2 * D}), maxval=sqrt(6/${2 * D}))`;
    const wrong = await judged(mae(asThree, "glorot_uniform"), "mae");
    expect(wrong.failed).toEqual(["blocks.0.attn.qkv.weight", "patch_embed.proj.weight"]);
    const dit = (gate: string): Model => ({
      ...blocks("glorot_uniform"),
      "x_embedder.proj.weight": patch(asMatrix),
      "x_embedder.proj.bias": bias,
      "blocks.0.adaLN_modulation.1.weight": drawn(gate, [6 * D, D]),
      "final_layer.linear.weight": zeros(16, D),
      "y_embedder.embedding_table.weight": sd(0.02, 30, D),
      "t_embedder.mlp.0.weight": sd(0.02, D, 64),
    });
    expect(await judged(dit("zeros"), "dit")).toEqual(RIGHT);
    expect((await judged(dit("glorot_uniform"), "dit")).failed).toEqual(["blocks.0.adaLN_modulation.1.weight"]);
  });
});

test("bert: the padding row is zeros", async () => {
  const words = sd(0.02, 200, D);
  const bert = (padded: boolean): Model => ({
    "embeddings.word_embeddings.weight": { ...words, data: words.data.map((x, k) => (padded && k < D ? 0 : x)) },
    "embeddings.position_embeddings.weight": sd(0.02, 60, D),
    "embeddings.token_type_embeddings.weight": sd(0.02, 2, D),
    "embeddings.LayerNorm.weight": ones(D),
    ...Object.fromEntries(["query", "key", "value"].map((name) => [`layer.0.${name}.weight`, sd(0.02, D, D)])),
    "layer.0.dense.weight": sd(0.02, D, D),
    "layer.0.dense.bias": zeros(D),
  });
  expect(await judged(bert(true), "bert")).toEqual(RIGHT);
  expect((await judged(bert(false), "bert")).failed).toEqual(["embeddings.word_embeddings.weight[rows 0]"]);
});

test("t5: queries are scaled by the head", async () => {
  const numbers = { d_model: D, d_kv: 16, d_ff: 96, num_heads: 3 };
  const t5 = (q: string): Model => ({
    "shared.weight": sd(1, 200, D),
    "encoder.block.0.layer.0.SelfAttention.q.weight": sd(q, D, D),
    "encoder.block.0.layer.0.SelfAttention.k.weight": sd(`1/sqrt(${D})`, D, D),
    "encoder.block.0.layer.0.SelfAttention.v.weight": sd(`1/sqrt(${D})`, D, D),
    "encoder.block.0.layer.0.SelfAttention.o.weight": sd(`1/sqrt(${D})`, D, D),
    "encoder.block.0.layer.1.DenseReluDense.wi.weight": sd(`1/sqrt(${D})`, 96, D),
    "encoder.block.0.layer.1.DenseReluDense.wo.weight": sd("1/sqrt(96)", D, 96),
    "encoder.final_layer_norm.weight": ones(D),
  });
  expect(await judged(t5(`1/sqrt(${D}*16)`), "t5", numbers)).toEqual(RIGHT);
  const { failed } = await judged(t5(`1/sqrt(${D})`), "t5", numbers);
  expect(failed).toEqual(["encoder.block.0.layer.0.SelfAttention.q.weight"]);
});

test("vit: truncated at values, so not at all", async () => {
  const vit = (law: string): Model => ({
    "blocks.0.attn.qkv.weight": drawn(law, [3 * D, D]),
    "blocks.0.attn.proj.weight": drawn(law, [D, D]),
    "blocks.0.mlp.fc1.weight": drawn(law, [4 * D, D]),
    "blocks.0.mlp.fc2.weight": drawn(law, [D, 4 * D]),
    ...Object.fromEntries(
      ["attn.qkv", "attn.proj", "mlp.fc1", "mlp.fc2"].map((name) => [`blocks.0.${name}.bias`, zeros(D)]),
    ),
    "blocks.0.norm1.weight": ones(D),
    "blocks.0.norm1.bias": zeros(D),
    "patch_embed.proj.weight": drawn("torch:conv_default", [D, 3, 4, 4], "oihw"),
  });
  expect(await judged(vit("timm:trunc_normal_(std=0.02)"), "vit")).toEqual(RIGHT);
  const { failed } = await judged(vit("timm:trunc_normal_tf_(std=0.02)"), "vit");
  expect(failed).toHaveLength(4);
});

test("resnet: fan_out, and not fan_in", async () => {
  const resnet = (mode: string): Model => ({
    "conv1.weight": drawn(`torch:kaiming_normal_(mode=${mode}, nonlinearity=relu)`, [32, 3, 7, 7], "oihw"),
    "layer1.0.conv2.weight": drawn(`torch:kaiming_normal_(mode=${mode}, nonlinearity=relu)`, [64, 32, 3, 3], "oihw"),
    "layer1.0.downsample.0.weight": drawn(
      `torch:kaiming_normal_(mode=${mode}, nonlinearity=relu)`,
      [64, 32, 1, 1],
      "oihw",
    ),
    "bn1.weight": ones(32),
    "bn1.bias": zeros(32),
    "layer1.0.downsample.1.weight": ones(64),
    "layer1.0.downsample.1.bias": zeros(64),
    "fc.weight": drawn("torch:linear_default", [30, 64]),
  });
  expect(await judged(resnet("fan_out"), "resnet")).toEqual(RIGHT);
  const { failed, why } = await judged(resnet("fan_in"), "resnet");
  expect(failed).toHaveLength(3);
  expect(why[0]).toMatch(/^fan-in-for-fan-out/);
});

test("mamba: a time step that is no log-uniform, a state that is not 1..N", async () => {
  const mamba = (bias: string, a: string): Model => ({
    "dt_proj.weight": drawn("mamba:dt_weight", [512, 32]),
    "dt_proj.bias": drawn(bias, [512]),
    A_log: drawn(a, [512, 16]),
    D: ones(512),
  });
  expect(await judged(mamba("mamba:dt_bias", "mamba:a_log"), "mamba")).toEqual(RIGHT);
  expect((await judged(mamba("torch:linear_bias_default(fan_in=32)", "mamba:a_log"), "mamba")).failed).toEqual([
    "dt_proj.bias",
  ]);
  expect((await judged(mamba("mamba:dt_bias", "mamba2:a_log"), "mamba")).failed).toEqual(["A_log"]);
});

test("lora: A and B swapped", async () => {
  const lora = (a: string, b: string): Model => ({
    "q.lora_A.weight": drawn(a, [8, 300]),
    "q.lora_B.weight": drawn(b, [300, 8]),
  });
  expect(await judged(lora("torch:linear_default", "zeros"), "lora")).toEqual(RIGHT);
  expect((await judged(lora("zeros", "torch:linear_default"), "lora")).failed).toHaveLength(2);
});

test("lstm: the forget bias in the wrong gate", async () => {
  const gates = (at: number) => ({
    shape: [256],
    data: Float32Array.from({ length: 256 }, (_, k) => Number(Math.floor(k / 64) === at)),
  });
  const lstm = (at: number): Model => ({
    weight_ih_l0: drawn("torch:lstm_default", [256, 100], "(go)i", 4),
    weight_hh_l0: drawn("torch:lstm_default", [256, 64], "(go)i", 4),
    bias_ih_l0: gates(at),
    bias_hh_l0: zeros(256),
  });
  expect(await judged(lstm(1), "lstm")).toEqual(RIGHT);
  const { failed, why } = await judged(lstm(2), "lstm");
  expect(failed[0]).toBe("bias_ih_l0[part 2 of 4]");
  expect(why[0]).toMatch(/^all-zero: part 2 of 4: /);
});

test("rows of unit norm", async () => {
  const head = drawn("rl:normc(std=0.01)", [30, 64]);
  const claim = (text: string) => audit({ files: [saved({ head })], as: text });
  expect((await claim("rl:normc(std=0.01)")).rows[0]!.verdict).toBe("pass");
  expect((await claim("random_normal(stddev=0.01/8)")).rows[0]!.verdict).not.toBe("undetermined");
  const loose = await audit({ files: [saved({ head: sd(0.01 / 8, 30, 64) })], as: "rl:normc(std=0.01)" });
  expect(loose.rows[0]!.verdict).toBe("fail");
});
