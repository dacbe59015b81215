/**
 * `npm run lab audit`: whole processes of `initgate audit` beside sha256sum and PyTorch on one thread, in turns; writes
 * docs/performance-audit.md.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { median } from "../../../harness/bench/median.js";
import { fill, heNormal, type Initializer, ones, randomNormal, zeros } from "../../../index.js";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, python: { type: "string", default: "/usr/bin/python3" } },
});
const RUNS = Number(values.runs);
const CLI = resolve("dist/cli.js");

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
  readonly params?: Readonly<Record<string, number>>;
}

/** Large tensors that claim He's law. */
const large: readonly Tensor[] = Array.from({ length: 8 }, (_, k) => ({
  name: `layer${k}.weight`,
  shape: [4096, 8192],
  initializer: heNormal,
}));

const LAYERS = 3;
const vector = (name: string, n: number): Tensor[] => [
  { name: `${name}.weight`, shape: [n], initializer: ones },
  { name: `${name}.bias`, shape: [n], initializer: zeros },
];
const linear = (name: string, inputs: number, outputs: number, stddev = 0.02): Tensor[] => [
  { name: `${name}.weight`, shape: [inputs, outputs], initializer: randomNormal, params: { mean: 0, stddev } },
  { name: `${name}.bias`, shape: [outputs], initializer: zeros },
];

/** A fresh GPT of three layers: 40 tensors without a claim. */
const gpt: readonly Tensor[] = [
  ...linear("wte", 50_257, 768).slice(0, 1),
  ...linear("wpe", 1024, 768).slice(0, 1),
  ...Array.from({ length: LAYERS }, (_, l) => [
    ...vector(`h.${l}.ln_1`, 768),
    ...linear(`h.${l}.attn.c_attn`, 768, 2304),
    ...linear(`h.${l}.attn.c_proj`, 768, 768, 0.02 / Math.sqrt(2 * LAYERS)),
    ...vector(`h.${l}.ln_2`, 768),
    ...linear(`h.${l}.mlp.c_fc`, 768, 3072),
    ...linear(`h.${l}.mlp.c_proj`, 3072, 768, 0.02 / Math.sqrt(2 * LAYERS)),
  ]).flat(),
  ...vector("ln_f", 768),
];

const small: readonly Tensor[] = Array.from({ length: 100_000 }, (_, k) => ({
  name: `t${k}`,
  shape: [10, 10],
  initializer: heNormal,
}));

/** PyTorch reads every tensor once and takes what any look at weights takes. */
const FIVE = `
import json, struct, sys, time
import numpy, torch
torch.set_num_threads(1)
with open(sys.argv[1], "rb") as f:
    n, = struct.unpack("<Q", f.read(8))
    header = json.loads(f.read(n))
    for at in header.values():
        begin, end = at["data_offsets"]
        f.seek(8 + n + begin)
        x = torch.from_numpy(numpy.frombuffer(f.read(end - begin), dtype=numpy.float32).copy())
        torch.isfinite(x).all(), x.min(), x.max(), x.mean(), x.var()
`;

const folder = mkdtempSync(join(tmpdir(), "initgate-audit-"));
const SINGLE = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

function seconds(program: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8", env: { ...process.env, ...SINGLE } });
  if (status !== 0)
    throw new Error(`audit: ${program} ${args[0]} must exit with 0, got ${status}: ${stderr.slice(-200)}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Tensors in the safetensors format, written one after the other. */
function save(name: string, tensors: readonly Tensor[]): string {
  const path = join(folder, `${name}.safetensors`);
  let at = 0;
  const header = Object.fromEntries(
    tensors.map(({ name: tensor, shape }) => {
      const from = at;
      at += 4 * shape.reduce((size, n) => size * n, 1);
      return [tensor, { dtype: "F32", shape, data_offsets: [from, at] }];
    }),
  );
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  const file = openSync(path, "w");
  writeSync(file, length);
  writeSync(file, padded);
  for (const [seed, { shape, initializer, params }] of tensors.entries()) {
    const layout = shape.length === 1 ? "o" : "oi";
    writeSync(file, new Uint8Array(fill(initializer, { shape, layout, seed, params: params ?? {} }).buffer));
  }
  closeSync(file);
  return path;
}

const out = join(folder, "out");
const audit = (path: string, ...more: string[]) =>
  seconds(process.execPath, [CLI, "audit", path, "--quiet", "--out", out, ...more]);

const path = save("large", large);
const columns = {
  "initgate audit --as he_normal": () => audit(path, "--as", "he_normal"),
  "PyTorch: isfinite, min, max, mean, var, one thread": () => seconds(values.python, ["-c", FIVE, path]),
  sha256sum: () => seconds("sha256sum", [path]),
};
const timed = new Map<string, number[]>(Object.keys(columns).map((name) => [name, []]));
for (let run = 0; run < RUNS; run++) {
  for (const [name, time] of Object.entries(columns)) timed.get(name)!.push(time());
}
rmSync(path);
const others: [string, number][] = [];
for (const [title, tensors, claim] of [
  ["a fresh GPT of 3 layers, 40 tensors, 60 million entries, no claim", gpt, []],
  ["100,000 tensors of 10x10, `--as he_normal`", small, ["--as", "he_normal"]],
] as const) {
  const file = save("other", tensors);
  others.push([title, median(Array.from({ length: Math.min(3, RUNS) }, () => audit(file, ...claim)))]);
  rmSync(file);
}
rmSync(folder, { recursive: true });

const of = (name: string): number => median(timed.get(name)!);
const base = of("PyTorch: isfinite, min, max, mean, var, one thread");
writeFileSync(
  join("docs", "performance-audit.md"),
  [
    "# Performance of audit",
    "",
    `Written by \`npm run lab audit\`: whole processes, start included, in turns; medians of ${RUNS} runs on ${availableParallelism()} cores`,
    `(${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}). The file is in the system's cache.`,
    "",
    "## 1 GiB of float32, 8 tensors of 4096x8192",
    "",
    "| | seconds | of PyTorch's |",
    "|---|---|---|",
    ...[...timed.keys()].map((name) => `| ${name} | ${of(name).toFixed(2)} | ${(of(name) / base).toFixed(2)} |`),
    "",
    "## Many tensors",
    "",
    "| | seconds |",
    "|---|---|",
    ...others.map(([title, time]) => `| ${title} | ${time.toFixed(1)} |`),
    "",
  ].join("\n"),
);
