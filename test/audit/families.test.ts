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
  const { rows } = await audit({ files: [saved(model)], contract: name, let: numbers });
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

  test("olmo: the first layer is divided as the first", async () => {
    const cut = (scale: string, ...shape: number[]) => drawn(`truncated_normal(stddev=${scale}, bound=3)`, shape);
    const olmo = (scale: (l: number) => string): Model =>
      Object.fromEntries(
        [0, 1].flatMap((l) => [
          [`blocks.${l}.attention.w_q.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_k.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_v.weight`, cut("0.02", D, D)],
          [`blocks.${l}.attention.w_out.weight`, cut(scale(l), D, D)],
          [`blocks.${l}.feed_forward.w1.weight`, cut("0.02", 2 * D, D)],
          [`blocks.${l}.feed_forward.w2.weight`, cut(scale(l), D, 2 * D)],
          [`blocks.${l}.feed_forward.w3.weight`, cut("0.02", 2 * D, D)],
        ]),
      );
    expect(
      await judged(
        olmo((l) => `0.02/sqrt(2*${l + 1})`),
        "olmo",
      ),
    ).toEqual(RIGHT);
    const { failed, why } = await judged(
      olmo(() => "0.02"),
      "olmo",
    );
    expect(failed).toHaveLength(4);
    expect(why[3]).toContain("variance 4.0 = 2 (layer+1) of the documented one: depth scaling is missing");
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
