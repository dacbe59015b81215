/** What contract files can say: parts, captures, numbers, ties, ranks, exemptions, tables, fans. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contractOf, readContract, shippedContracts } from "../../harness/audit/contractFile.js";
import { regionOf } from "../../harness/audit/region.js";
import { capturesOf } from "../../harness/contract/pattern.js";
import { worst } from "../../harness/record/index.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { audit, contract, heUniform, ones, zeros } from "../../index.js";
import { initgate } from "../run.js";
import { type Model, saved, savedText, weight } from "./saved.js";

let files = 0;

/** Audits a model against a contract's text. */
async function held(model: Model, text: string, rest: Partial<Parameters<typeof audit>[0]> = {}) {
  const path = saved(model);
  const record = await audit({
    files: [path],
    threads: 1,
    contract: savedText(`contract-${files++}.toml`, text),
    ...rest,
  });
  const verdicts = Object.fromEntries(record.rows.map((row) => [row.tensor, row.verdict]));
  return { ...record, verdicts, worst: worst(record.rows.map(({ verdict }) => verdict)) };
}

/** One tensor made of others, along the first axis. */
const stacked = (...parts: readonly Model[string][]): Model[string] => ({
  shape: [parts.reduce((sum, { shape }) => sum + shape[0]!, 0), ...parts[0]!.shape.slice(1)],
  data: Float32Array.from(parts.flatMap(({ data }) => [...data])),
});

const normal = (shape: readonly number[], sd: string, seed: number) =>
  weight(contract(`random_normal(stddev=${sd})`), { shape, layout: shape.length === 1 ? "o" : "oi", seed });

describe("parts", () => {
  const padding = `
[[tensor]]
name = "embed.weight"
as = "zeros"
rows = "0"
[[tensor]]
name = "embed.*"
as = "torch:normal_(std=0.02)"`;

  test("a padding row is zeros, the others are drawn", async () => {
    const drawn = normal([512, 64], "0.02", 1);
    const padded = { ...drawn, data: drawn.data.map((x, k) => (k < 64 ? 0 : x)) };
    const right = await held({ "embed.weight": padded }, padding);
    expect(right.verdicts).toEqual({ "embed.weight[rows 0]": "pass", "embed.weight[rows 1:512]": "pass" });
    const wrong = await held({ "embed.weight": drawn }, padding);
    expect(wrong.verdicts).toEqual({ "embed.weight[rows 0]": "fail", "embed.weight[rows 1:512]": "pass" });
    expect(wrong.rows[0]!.diagnosis!.evidence).toMatch(/^rows 0: /);
  });

  const gate = `
[[tensor]]
name = "bias_ih_l0"
as = "ones"
split = 4
part = 2
[[tensor]]
name = "bias_ih_l0"
as = "zeros"`;

  test("a forget gate of ones, and in the wrong gate", async () => {
    const bias = (at: number) => ({
      shape: [256],
      data: Float32Array.from({ length: 256 }, (_, k) => Number(Math.floor(k / 64) === at)),
    });
    const right = await held({ bias_ih_l0: bias(1) }, gate);
    expect(right.verdicts).toEqual({
      "bias_ih_l0[part 2 of 4]": "pass",
      "bias_ih_l0[rows 0:64, 128:256]": "pass",
    });
    const wrong = await held({ bias_ih_l0: bias(0) }, gate);
    expect(wrong.worst).toBe("fail");
    expect(wrong.rows[0]!.diagnosis).toMatchObject({ mistake: "all-zero", evidence: "part 2 of 4: every entry is 0" });
  });

  test("a packed q, k and v of different scales: every part has fans of its own", async () => {
    const block = (seed: number, gain: number) => normal([64, 64], `${gain}/8`, seed);
    const packed = stacked(block(1, 1), block(2, 1), block(3, 0.343));
    const text = (scale: string) => `
[[tensor]]
name = "qkv"
as = "lecun_normal"
split = 3
part = 1
[[tensor]]
name = "qkv"
as = "lecun_normal"
split = 3
part = 2
[[tensor]]
name = "qkv"
as = "variance_scaling(scale=${scale})"
split = 3
part = 3`;
    expect((await held({ qkv: packed }, text("0.343^2"))).worst).toBe("pass");
    const wrong = await held({ qkv: packed }, text("1"));
    expect(wrong.verdicts["qkv[part 3 of 3]"]).toBe("fail");
    expect(wrong.verdicts["qkv[part 1 of 3]"]).toBe("pass");
    expect((await held({ qkv: packed }, '[[tensor]]\nname = "qkv"\nas = "lecun_normal"')).worst).toBe("fail");
  });

  test("rows and columns keep the fans of the whole", async () => {
    const whole = weight(heUniform, { shape: [90, 80], layout: "oi", seed: 5 });
    const cut = { shape: [90, 80], data: whole.data.map((x, k) => (k % 80 < 40 ? x : 0)) };
    const text = `
[[tensor]]
name = "w"
as = "he_uniform"
columns = ":40"
[[tensor]]
name = "w"
as = "zeros"
columns = "40:"`;
    expect((await held({ w: cut }, text)).worst).toBe("pass");
  });

  test("entries that no part covers are identified", async () => {
    const one = stacked(weight(ones, { shape: [4, 50] }), normal([60, 50], "1", 4));
    const { rows } = await held({ w: one }, '[[tensor]]\nname = "w"\nas = "ones"\nrows = "0:4"');
    expect(rows.map(({ tensor, verdict }) => [tensor, verdict])).toEqual([
      ["w[rows 0:4]", "pass"],
      ["w[rows 4:64]", "pass"],
    ]);
  });

  test.each([
    ['rows = "0:3"', 'rows = "2:5"', "w: parts must not overlap, got rows 0:3 and rows 2:5"],
    ['rows = "0"', 'columns = "0"', "w: parts must not overlap, got rows 0 and columns 0"],
    ['rows = "64"', "", 'rows: must take something of the 64 there are, got "64" of 64x50'],
    ["split = 3\npart = 1", "", "split: must divide the first axis of 64x50, got 3"],
  ])("%s with %s is refused", async (one, other, message) => {
    const table = (part: string) => `[[tensor]]\nname = "w"\nas = "ones"\n${part}\n`;
    const text = table(one) + (other === "" ? "" : table(other));
    await expect(held({ w: weight(ones, { shape: [64, 50] }) }, text)).rejects.toThrow(message);
  });

  test.each([
    ["0", [[0, 1]]],
    ["-1", [[9, 10]]],
    ["2:5", [[2, 5]]],
    [":3", [[0, 3]]],
    ["-3:", [[7, 10]]],
    ["8:99", [[8, 10]]],
    ["1:8:3", [[1, 2], [4, 5], [7, 8]]], // biome-ignore format: one line a slice
  ])("slice %s", (rows, ranges) => expect(regionOf({ rows }, [10, 3]).ranges).toEqual(ranges));

  test("large tensors, in both orders, are read piece by piece", async () => {
    const [rows, columns] = [3000, 700];
    const data = Float32Array.from({ length: rows * columns }, (_, k) => (Math.floor(k / columns) === 1500 ? 1 : 0));
    const text = '[[tensor]]\nname = "*"\nas = "ones"\nrows = "1500"\n[[tensor]]\nname = "*"\nas = "zeros"';
    expect((await held({ w: { shape: [rows, columns], data } }, text)).worst).toBe("pass");
    const moved = text.replace("1500", "1501");
    expect((await held({ w: { shape: [rows, columns], data } }, moved)).worst).toBe("fail");
  });
});

describe("captures and numbers", () => {
  const model = (scale: (layer: number) => number): Model =>
    Object.fromEntries(
      [0, 1, 2].map((layer) => [`layers.${layer}.w2`, normal([90, 100], String(0.02 / scale(layer)), layer)]),
    );

  test("one rule for all layers", async () => {
    const text = '[[tensor]]\nname = "layers.{i}.w2"\nas = "random_normal(stddev=0.02/sqrt(2*(i+1)))"';
    expect(
      (
        await held(
          model((i) => Math.sqrt(2 * (i + 1))),
          text,
        )
      ).worst,
    ).toBe("pass");
    const same = await held(
      model(() => 1),
      text,
    );
    expect(Object.values(same.verdicts)).toEqual(["fail", "fail", "fail"]);
  });

  test("[let], --let before it, and a config.json beside the weights", async () => {
    const text = '[[tensor]]\nname = "*"\nas = "random_normal(stddev=0.02/sqrt(2*n_layer))"';
    const three = model(() => Math.sqrt(6));
    expect((await held(three, `[let]\nn_layer = 3\n${text}`)).worst).toBe("pass");
    expect((await held(three, `[let]\nn_layer = 12\n${text}`)).worst).toBe("fail");
    expect((await held(three, `[let]\nn_layer = 12\n${text}`, { let: { n_layer: 3 } })).worst).toBe("pass");
    const folder = mkdtempSync(join(tmpdir(), "initgate-config-"));
    const path = saved(three);
    const beside = join(folder, "model.safetensors");
    writeFileSync(beside, await import("node:fs").then(({ readFileSync }) => readFileSync(path)));
    writeFileSync(join(folder, "config.json"), '{"n_layer": 3, "model_type": "gpt2"}');
    const record = await audit({ files: [beside], contract: savedText("config.toml", text) });
    expect(worst(record.rows.map(({ verdict }) => verdict))).toBe("pass");
    // The folder is the model; Python writes numbers that are no JSON.
    writeFileSync(join(folder, "config.json"), '{"n_layer": 3, "time_step_limit": [0.0, Infinity], "x": NaN}');
    const whole = await audit({ files: [folder], contract: savedText("config.toml", text) });
    expect(worst(whole.rows.map(({ verdict }) => verdict))).toBe("pass");
    writeFileSync(join(folder, "config.json"), '{"n_layer": 3');
    await expect(audit({ files: [beside], contract: savedText("config.toml", text) })).rejects.toThrow(
      /config\.json: /,
    );
    await expect(held(three, text)).rejects.toThrow("contract: must be told n_layer: --let n_layer=N");
    const unknown = text.replace("random_normal(", "kaiming_normal_(");
    await expect(held(three, unknown)).rejects.toThrow("got kaiming_normal_ (did you mean torch:kaiming_normal_?)");
    await expect(held(three, `[let]\nn_layers = 12\n${text}`)).rejects.toThrow("did you mean n_layer?");
  });

  test("a capture is digits only, and the same twice", () => {
    expect(capturesOf("layers.{i}.w2", "layers.12.w2")).toEqual({ i: 12 });
    expect(capturesOf("layers.{i}.w2", "layers.a.w2")).toBeUndefined();
    expect(capturesOf("{i}.{j}.*", "3.4.w")).toEqual({ i: 3, j: 4 });
    expect(capturesOf("{i}.{i}", "3.4")).toBeUndefined();
    expect(capturesOf("{a,b}.{i}", "b.7")).toEqual({ i: 7 });
  });
});

test("matrices that follow each other's contracts are said to", async () => {
  const model = Object.fromEntries(
    [0, 1].flatMap((l) => [
      [`layers.${l}.w1`, normal([80, 60], "0.02", 10 + l)],
      [`layers.${l}.w2`, normal([60, 80], "0.02", 20 + l)],
      [`layers.${l}.w3`, normal([80, 60], "0.02/sqrt(8)", 30 + l)],
    ]),
  );
  const claims = `[[tensor]]
name = ["*w1", "*w3"]
as = "random_normal(stddev=0.02)"

[[tensor]]
name = "*w2"
as = "random_normal(stddev=0.02/sqrt(8))"`;
  const { rows } = await held(model, claims);
  const notes = Object.fromEntries(rows.map(({ tensor, note }) => [tensor, note]));
  expect(notes["layers.1.w1"]).toBe("");
  expect(notes["layers.1.w2"]).toContain(
    "follows the contract of layers.1.w3, random_normal(stddev=0.02), and the reverse",
  );
  expect(notes["layers.1.w3"]).toContain(
    "follows the contract of layers.1.w2, random_normal(stddev=0.02/sqrt(8)), and the reverse",
  );
});

describe("ties and ranks", () => {
  const embedding = normal([80, 60], "0.02", 1);
  const tied = '[[tied]]\nnames = ["wte.weight", "lm_head.weight"]';

  test("a tie, and a claim, that hold when the model says so", async () => {
    const other = normal([80, 60], "0.02", 2);
    const head = '[[tensor]]\nname = "lm_head.weight"\nas = "random_normal(stddev=0.02)"\noptional = true';
    const perhaps = `${tied}\noptional = true\nwhen = "tie"\n${head}`;
    const of = async (second: typeof embedding, tie: number) =>
      (await held({ "wte.weight": embedding, "lm_head.weight": second }, perhaps, { let: { tie } })).worst;
    expect([await of(embedding, 1), await of(other, 1)]).toEqual(["pass", "fail"]);
    expect([await of(embedding, 0), await of(other, 0)]).toEqual(["fail", "pass"]);
    await expect(held({ "wte.weight": embedding, "lm_head.weight": embedding }, perhaps)).rejects.toThrow(
      "must be told tie",
    );
    // Nothing to tie: the number is not asked for.
    expect((await held({ "wte.weight": embedding }, perhaps)).worst).toBe("pass");
    expect((await held({ "lm_head.weight": weight(zeros, { shape: [80, 60] }) }, `${head}\nwhen = "1-1"`)).worst).toBe(
      "undetermined",
    );
  });

  test("parts of tied tensors are tied", async () => {
    const rows =
      '[[tensor]]\nname = ["wte.weight", "lm_head.weight"]\nas = "random_normal(stddev=0.02)"\nrows = "1:"\n';
    const both = { "wte.weight": embedding, "lm_head.weight": embedding };
    expect((await held(both, `${rows}${tied}`)).worst).toBe("pass");
    expect((await held(both, rows)).worst).toBe("fail");
  });

  test("tied tensors are equal entry by entry", async () => {
    expect((await held({ "wte.weight": embedding, "lm_head.weight": embedding }, tied)).worst).toBe("pass");
    const data = embedding.data.map((x, k) => (k === 77 ? x + 1e-6 : x));
    const { rows } = await held({ "wte.weight": embedding, "lm_head.weight": { shape: [80, 60], data } }, tied);
    expect(rows[1]).toMatchObject({ tensor: "lm_head.weight", verdict: "fail", diagnosis: { mistake: "untied" } });
    expect(rows[1]!.diagnosis!.evidence).toMatch(/^entry 77 is .*, that of wte.weight /);
  });

  test("another shape is no tie, and a name that is not there is an error unless it is optional", async () => {
    const other = normal([60, 80], "0.02", 2);
    const { rows } = await held({ "wte.weight": embedding, "lm_head.weight": other }, tied);
    expect(rows[1]!.diagnosis).toMatchObject({
      mistake: "untied",
      evidence: "its shape is 60x80, that of wte.weight 80x60",
    });
    await expect(held({ "wte.weight": embedding }, tied)).rejects.toThrow("got none for lm_head.weight");
    expect((await held({ "wte.weight": embedding }, `${tied}\noptional = true`)).worst).toBe("pass");
  });

  test("a tie that nobody declared says how to declare it", async () => {
    const { rows } = await held(
      { "wte.weight": embedding, "lm_head.weight": embedding },
      '[[tensor]]\nname = "*"\nas = "random_normal(stddev=0.02)"',
    );
    expect(rows[1]!.verdict).toBe("fail");
    expect(rows[1]!.diagnosis!.evidence).toContain('[[tied]] names = ["wte.weight","lm_head.weight"]');
  });

  test("ranks share what is replicated, and repeat nothing else", async () => {
    const rank = (own: number, shared: number): Model => ({
      shared: normal([60, 50], "0.02", shared),
      shard: normal([60, 50], "0.02", own),
    });
    const ranks = async (models: readonly Model[]) => {
      const paths = models.map((model) => saved(model));
      const text = `[[replicated]]\nfiles = ${JSON.stringify(paths)}\nnames = ["shared"]`;
      const record = await audit({ files: paths, threads: 1, contract: savedText(`ranks-${files++}.toml`, text) });
      return record.rows.map(({ tensor, verdict, diagnosis }) => [tensor, verdict, diagnosis?.mistake ?? ""]);
    };
    expect(await ranks([rank(10, 1), rank(11, 1)])).toEqual([
      ...[["shared", "pass", ""], ["shard", "pass", ""]],
      ...[["shared", "pass", ""], ["shard", "pass", ""]],
    ]); // biome-ignore format: a line a rank
    expect((await ranks([rank(10, 1), rank(10, 1)]))[3]).toEqual(["shard", "fail", "replicated"]);
    expect((await ranks([rank(10, 1), rank(11, 2)]))[2]).toEqual(["shared", "fail", "not-replicated"]);
  });
});

describe("exemptions and tables", () => {
  test("any is counted, never a pass, and still finite", async () => {
    const model = { a: normal([60, 50], "0.3", 1), b: weight(zeros, { shape: [60] }) };
    const text = '[[tensor]]\nname = "a"\nas = "any"\n[[tensor]]\nname = "b"\nas = "zeros"';
    const right = await held(model, text);
    expect(right.rows[0]).toMatchObject({ exempt: true, bestFit: "any", pValue: null });
    expect(right.worst).toBe("pass");
    const run = initgate(["audit", saved(model), "--contract", savedText("any.toml", text)]);
    expect(run.stdout).toContain("1 passed, 0 failed, 0 undetermined, 1 exempt");
    expect(run.code).toBe(0);
    const nan = { ...model, a: { ...model.a, data: model.a.data.map((x, k) => (k === 5 ? Number.NaN : x)) } };
    expect((await held(nan, text)).verdicts["a"]).toBe("fail");
    // An audit that exempts everything has judged nothing.
    expect((await held({ a: model.a }, '[[tensor]]\nname = "a"\nas = "any"')).worst).toBe("undetermined");
  });

  test("a table of sines by its file, beside the contract", async () => {
    const data = Float32Array.from({ length: 128 * 64 }, (_, k) => Math.sin(k / 10));
    const path = savedText("table.toml", '[[tensor]]\nname = "position"\nas = "values(sines.npy)"');
    writeFileSync(join(path, "..", "sines.npy"), encodeNpy({ shape: [128, 64], dtype: "float32", data }));
    const judged = async (values: Float32Array, shape = [128, 64]) =>
      (await audit({ threads: 1, files: [saved({ position: { shape, data: values } })], contract: path })).rows[0]!;
    expect((await judged(data)).verdict).toBe("pass");
    expect((await judged(data.map((x, k) => (k === 9 ? x + 1e-6 : x)))).verdict).toBe("fail");
    const other = await judged(data, [64, 128]);
    expect([other.verdict, other.note]).toEqual([
      "undetermined",
      expect.stringContaining("must have the table's shape 128x64"),
    ]);
    await expect(
      held({ position: normal([3, 4], "1", 1) }, '[[tensor]]\nname = "position"\nas = "values(no.npy)"'),
    ).rejects.toThrow(/must be a readable .npy file, got ENOENT/);
  });
});

describe("free: the shape is judged, the scale printed", () => {
  const claim = async (law: string, drawnAs: string, shape = [120, 90]) => {
    const model = { w: weight(contract(drawnAs), { shape, layout: "oi", seed: 11 }) };
    const { rows } = await held(model, `[[tensor]]\nname = "w"\nas = "free(${law})"`);
    return rows[0]!;
  };

  test.each([
    ["random_normal", "random_normal(stddev=0.37)", "standard deviation 0.3"],
    ["he_uniform", "random_uniform(minval=-0.9, maxval=0.9)", "standard deviation 0.5"],
    ["truncated_normal", "truncated_normal(stddev=3)", "standard deviation 2.6"],
    ["orthogonal", "orthogonal(gain=1.7)", "gain 1.7"],
  ])("%s of another scale", async (law, drawnAs, scale) => {
    const row = await claim(law, drawnAs);
    expect(row.verdict).toBe("pass");
    expect(row.bestFit).toContain(`free(${law}), ${scale}`);
  });

  test.each([
    ["random_normal", "random_uniform(minval=-0.9, maxval=0.9)"],
    ["he_uniform", "random_normal(stddev=0.37)"],
    ["truncated_normal", "random_normal(stddev=0.37)"],
    ["orthogonal", "random_normal(stddev=0.1)"],
  ])("%s of another shape", async (law, drawnAs) => expect((await claim(law, drawnAs)).verdict).toBe("fail"));

  test("is refused where nothing has a scale, or nothing is at rest", async () => {
    expect(await claim("zeros", "zeros")).toMatchObject({
      verdict: "undetermined",
      note: expect.stringContaining("free: must be of a law with a scale"),
    });
    expect(() => contract("free(random_normal)")).toThrow("contract free: must be a tensor's of an audit");
    await expect(claim("", "zeros")).rejects.toThrow("contract");
  });
});

describe("fans", () => {
  const bias = weight(heUniform, { shape: [256], layout: "i", seed: 3 });
  const model = { "dense.kernel": weight(heUniform, { shape: [64, 256], layout: "io", seed: 4 }), "dense.bias": bias };
  const audited = (claims: string, rest = {}) => held(model, `layout = "io"\n${claims}`, rest);
  const claim = (more = "") => `[[tensor]]\nname = "*bias*"\nas = "keras:he_uniform"\n${more}`;

  test("an explicit fan or layout goes before a neighbour's", async () => {
    expect((await audited(claim())).verdicts["dense.bias"]).toBe("fail");
    expect((await audited(claim("fan_in = 256"))).verdicts["dense.bias"]).toBe("pass");
    expect((await audited(claim('layout = "i"'))).verdicts["dense.bias"]).toBe("pass");
    expect((await held(model, `layout = "i,io"\n${claim()}`)).verdicts["dense.bias"]).toBe("pass");
    const run = initgate(["audit", saved(model), "--as", "*bias*=keras:he_uniform", "--layout", "i,io"]);
    expect(run.stdout).toMatch(/✓ dense\.bias/);
  });

  test("an expression of fan_in on a bias is of the weight beside it", async () => {
    const drawn = weight(contract("random_uniform(minval=-1/8, maxval=1/8)"), { shape: [256], layout: "o", seed: 9 });
    const text = '[[tensor]]\nname = "*bias"\nas = "random_uniform(minval=-1/sqrt(fan_in), maxval=1/sqrt(fan_in))"';
    const both = { "dense.kernel": model["dense.kernel"], "dense.bias": drawn };
    expect((await held(both, `layout = "io"\n${text}`)).verdicts["dense.bias"]).toBe("pass");
  });
});

describe("what says nothing is refused, and what cannot be judged is doubt", () => {
  test("a contract of no tables", async () => {
    for (const text of ["", "layout = 'oi'", "[let]\na = 1"]) {
      expect(() => contractOf(text, false)).toThrow(
        "contract must have a table [[tensor]], [[tied]] or [[replicated]]",
      );
    }
    const run = initgate([
      "audit",
      saved({ b: weight(zeros, { shape: [60] }) }),
      "--contract",
      savedText("empty.toml", ""),
    ]);
    expect([run.code, run.stdout]).toEqual([2, ""]);
  });

  test("a tensor without entries", async () => {
    const { rows } = await held({ b: weight(zeros, { shape: [0] }) }, '[[tensor]]\nname = "b"\nas = "zeros"');
    expect([rows[0]!.verdict, rows[0]!.note]).toEqual(["undetermined", "must have entries to be judged, got none"]);
    const alone = await audit({ files: [saved({ b: weight(zeros, { shape: [0, 3] }) })] });
    expect(alone.rows[0]!.verdict).toBe("undetermined");
  });

  test("a layout without i and o, where the contract needs fans", async () => {
    const model = { w: normal([60, 50], "1", 1) };
    const { rows } = await held(model, '[[tensor]]\nname = "w"\nas = "he_normal"\nlayout = "hw"');
    expect([rows[0]!.verdict, rows[0]!.note]).toEqual([
      "undetermined",
      expect.stringContaining("must have an i or an o"),
    ]);
    const normalToo = await held(model, '[[tensor]]\nname = "w"\nas = "random_normal(stddev=1)"\nlayout = "hw"');
    expect(normalToo.worst).toBe("pass");
  });

  test("a name that matches nothing, unless it may", async () => {
    const model = { b: weight(zeros, { shape: [60] }) };
    const text = '[[tensor]]\nname = "c"\nas = "zeros"\n';
    await expect(held(model, text)).rejects.toThrow("every pattern must match a tensor, got none for c");
    expect((await held(model, `${text}optional = true`)).worst).toBe("pass");
  });

  test.each([
    ['rows = "a"', 'tensor 1: rows must be a slice such as "0" or "128:256", got "a"'],
    ['rows = "0"\ncolumns = "1"', "tensor 1 must have one of rows, columns and split, got more"],
    ["split = 3", "tensor 1 must have split and part together"],
    ["split = 3\npart = 4", "tensor 1: part must be from 1 to 3, got 4"],
    ["fan_in = 0", "tensor 1: fan_in must be a positive integer, got 0"],
    ["fanin = 3", "got fanin (did you mean fan_in?)"],
    ['optional = "yes"', 'tensor 1: optional must be true or false, got "yes"'],
  ])("%s", (line, message) => {
    expect(() => contractOf(`[[tensor]]\nname = "a"\nas = "ones"\n${line}`, false)).toThrow(message);
  });

  test.each([
    ["[let]\nfan_in = 3", "let: must be a name of letters that is no fan and no function, got fan_in"],
    ['[let]\na = "b"', 'let: a must be a number, got "b"'],
  ])("%s", (text, message) => expect(() => contractOf(text, false)).toThrow(message));
});

describe("shipped contracts", () => {
  test("are read by name, and an unknown one says so", async () => {
    expect(shippedContracts()).toContain("gpt2");
    for (const name of shippedContracts()) {
      const { claims } = await readContract(name);
      for (const { contract: text } of claims) expect(text).not.toBe("");
    }
    await expect(readContract("gpt")).rejects.toThrow("no shipped contract is called that (did you mean gpt2?)");
  });
});
