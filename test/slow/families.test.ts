/**
 * The shipped contracts of model families, held to fresh models of the real libraries: every right one passes, every planted mistake
 * fails by name. INITGATE_TEST_PYTHONS names interpreters that have PyTorch and safetensors, and of Transformers, timm, torchvision,
 * PEFT, OLMo-core, TorchTitan, flash-linear-attention, mambapy and Stable-Baselines3 what they have; INITGATE_FAMILY_SEEDS is the
 * number of fresh models a family.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { claimsFor } from "../../harness/audit/claims.js";
import { readContract, shippedContracts } from "../../harness/audit/contractFile.js";
import { worst } from "../../harness/record/index.js";
import { audit } from "../../index.js";
import { interpreterFor } from "./interpreters.js";

const SEEDS = Number(process.env["INITGATE_FAMILY_SEEDS"] ?? 3);
const seeds = Array.from({ length: SEEDS }, (_, k) => k + 1);

/** What is said of at least one of the tensors that a mistake changed. */
const SAID: Readonly<Record<string, RegExp>> = {
  "a-and-b-swapped": /^all-zero/,
  "actions-at-gain-1": /gain/,
  "bias-drawn": /^wrong-scale/,
  "by-default": /^(not-orthogonal|uniform-not-normal|wrong-scale)/,
  "by-the-inputs": /^fan-in-for-fan-out/,
  "by-the-packed-fan": /^groups-ignored/,
  "decay-of-1-to-n": /failed support/,
  default: /^(fan-scaled|wrong-scale)/,
  "depth-scaling-added": /variance is 0\.2/,
  "depth-scaling-missing": /depth scaling is missing/,
  "depth-scaling-on-the-wrong-matrix": /depth scaling is missing/,
  "depth-scaling-without-the-2": /variance is (1\.9|2\.0)/,
  "experts-equal": /^repeated-block/,
  "fan-in": /^(fan-in-for-fan-out|gain-twice|missing-gain)/,
  "forget-bias-in-the-wrong-gate": /^all-zero: part 2 of 4: /,
  "gain-of-1": /gain/,
  "head-drawn": /^wrong-scale/,
  "last-norm-of-1": /^wrong-scale/,
  "layer-scale-of-1": /^wrong-scale/,
  "norm-of-0": /^all-zero/,
  "one-depth-for-all-layers": /^wrong-scale/,
  "one-scale-for-all": /^wrong-scale: the limit is \[(1\.99|2\.0)/,
  "output-truncated-at-100-sd": /^normal-not-truncated/,
  "padding-drawn": /rows 0: /,
  "queries-unscaled": /^wrong-scale: .*variance is 1[56]/,
  "qkv-as-one": /^groups-ignored/,
  "qkv-as-three": /^extra-gain: variance times 2/,
  "router-by-default": /^wrong-scale/,
  "skip-of-0": /^all-zero/,
  "states-not-at-1-to-n": /^wrong-scale/,
  "table-drawn-as-a-normal-of-1": /^(wrong-scale|sd-as-variance)/,
  "tie-broken": /^untied/,
  "time-steps-by-default": /^(wrong-scale|shifted-mean)/,
  "truncated-at-100-sd": /^normal-not-truncated/,
  "truncated-at-2-sd": /^truncated-uncorrected: truncated at 2 sd/,
  "truncated-at-3-sd": /^truncated-uncorrected: truncated at 3 sd/,
  xavier: /^wrong-scale/,
  "xavier-in-the-heads": /^wrong-scale/,
};

const folder = mkdtempSync(join(tmpdir(), "initgate-families-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Made = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

function madeModels(): Made {
  const python = interpreterFor("import torch, safetensors", "any contract of a model family on a fresh model");
  if (python === undefined) return {};
  const program = join(import.meta.dirname, "programs", "family_models.py");
  const run = spawnSync(python, [program, folder, ...seeds.map(String)], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const left = run.stderr.split("\n").filter((line) => line.startsWith("left out: "));
  for (const line of left) console.warn(`SKIPPED: ${line}`);
  expect(run.status, run.stderr.slice(-2000)).toBe(0);
  return JSON.parse(run.stdout.trim().split("\n").at(-1)!);
}

const made = madeModels();
const families = Object.keys(made);

async function rowsOf(family: string, model: string) {
  const { rows } = await audit({
    threads: 1,
    files: [join(folder, family, model, "model.safetensors")],
    contract: family,
  });
  return rows.map(({ tensor, verdict, diagnosis, note }) => ({
    tensor: tensor.replace(/\[[^[\]]*\]$/, ""),
    verdict,
    says: `${diagnosis?.mistake}: ${diagnosis?.evidence} ${note}`,
  }));
}

test("every planted mistake has a name here", () => {
  const planted = Object.values(made).flatMap((mistakes) => Object.keys(mistakes));
  expect(planted.filter((mistake) => SAID[mistake] === undefined)).toEqual([]);
});

describe.each(families)("%s", (family) => {
  test.each(seeds)("a fresh model passes, and the contract speaks of every tensor: seed %i", async (seed) => {
    const rows = await rowsOf(family, `right-${seed}`);
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    const { claims } = await readContract(family);
    expect(rows.filter(({ tensor }) => claimsFor(claims, tensor).length === 0)).toEqual([]);
  });

  test.each(Object.entries(made[family]!))("%s fails by name", async (mistake, changed) => {
    const failed = (await rowsOf(family, mistake)).filter(({ verdict }) => verdict !== "pass");
    expect(worst(failed.map(({ verdict }) => verdict))).toBe("fail");
    // A broken tie is said of either of the two.
    if (mistake !== "tie-broken") {
      expect(failed.filter(({ tensor }) => !changed.includes(tensor))).toEqual([]);
      expect(new Set(failed.map(({ tensor }) => tensor)).size).toBeGreaterThanOrEqual(changed.length / 2);
    }
    expect(failed.map(({ says }) => says).filter((text) => SAID[mistake]!.test(text))).not.toEqual([]);
  });
});

test.runIf(families.length > 0)("families whose library is absent here", () => {
  const untried = shippedContracts().filter((family) => !families.includes(family));
  if (untried.length > 0) console.warn(`SKIPPED: no fresh model of ${untried.join(", ")}`);
});
