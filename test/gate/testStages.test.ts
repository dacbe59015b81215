/** Escalation: which stages are drawn, at what size, who looks at them, and what is found. */
import { describe, expect, test } from "vitest";
import type { Look, Tail } from "../../harness/check/index.js";
import { type Sample, sampleOf } from "../../harness/check/sample.js";
import { expectationOf, type Initializer } from "../../harness/contract/initializer.js";
import { type Stage, type StagedCheck, testDrawnStages, testStages } from "../../harness/gate/testStages.js";
import { heNormal, sparse, zeros } from "../../initializers/index.js";

const SPEC = { shape: [2, 3], layout: "io" };
const expected = expectationOf(heNormal, SPEC);
const budget = { alpha: 1e-9, tests: 10, stages: [1e-3, 1e-5, 1e-5], atOnce: 1e-15 };
const GROWTH = [1, 4, 16];

const sampleOfTensors = (count: number): Sample =>
  sampleOf({ expected, dtype: "float32", tensors: Array.from({ length: count }, () => new Float32Array(6)) });

/** A check that says what it is given, look by look, and notes what it looked at. */
function scripted(name: string, tail: Tail, pValues: readonly number[]) {
  const seen: Sample[] = [];
  const looks: (readonly Look[])[] = [];
  const question: StagedCheck = {
    check: {
      name,
      question: "?",
      tail: () => tail,
      applies: () => true,
      run: (sample) => {
        seen.push(sample);
        return { pValue: pValues[seen.length - 1]!, statistic: seen.length, expected: "a", observed: "b" };
      },
      detects: (_, given) => {
        looks.push(given);
        return "1 of all";
      },
    },
    prospect: { expected, dtype: "float32", n: 12, tensors: 2, reseeded: true },
    budget,
    growth: GROWTH,
  };
  return { question, seen, looks };
}

async function asked(scripts: readonly ReturnType<typeof scripted>[]) {
  const drawn: { readonly stage: number; readonly brief: number | undefined }[] = [];
  const draw = async (stage: number, brief?: number): Promise<Stage> => {
    drawn.push({ stage, brief });
    return { sample: sampleOfTensors(brief === undefined ? 2 * GROWTH[stage]! : 2) };
  };
  const answers = await testStages(
    scripts.map(({ question }) => question),
    sampleOfTensors(2),
    draw,
  );
  return { ...answers, drawn };
}

describe("stages", () => {
  test("none is drawn where nothing is suspicious", async () => {
    const { findings, drawn, largest } = await asked([scripted("a", "approximate", [0.002])]);
    expect(drawn).toEqual([]);
    expect(largest.n).toBe(12);
    expect(findings).toEqual([
      {
        check: "a",
        n: 12,
        statistic: 1,
        pValue: 0.002,
        alpha: 1e-3,
        verdict: "pass",
        expected: "a",
        observed: "b",
        detects: "1 of all",
        stage: 1,
      },
    ]);
  });

  test("only the suspicious look at the next, and findings keep the order of the questions", async () => {
    const [calm, tense] = [
      scripted("calm", "approximate", [0.5]),
      scripted("tense", "approximate", [1e-4, 1e-6, 1e-2]),
    ];
    const { findings, drawn, largest } = await asked([tense, calm]);
    expect(drawn).toEqual([
      { stage: 1, brief: undefined },
      { stage: 2, brief: undefined },
    ]);
    expect(calm.seen).toHaveLength(1);
    expect(tense.seen.map(({ n }) => n)).toEqual([12, 48, 192]);
    expect(findings.map(({ check, verdict, stage, alpha, n }) => ({ check, verdict, stage, alpha, n }))).toEqual([
      { check: "tense", verdict: "pass", stage: 3, alpha: 1e-5, n: 192 },
      { check: "calm", verdict: "pass", stage: 1, alpha: 1e-3, n: 12 },
    ]);
    expect(largest.n).toBe(192);
  });

  test("three rejections in turn fail", async () => {
    const { findings } = await asked([scripted("a", "approximate", [1e-4, 1e-6, 1e-6])]);
    expect(findings[0]).toMatchObject({ verdict: "fail", stage: 3, pValue: 1e-6 });
  });

  test.each([
    ["a check has failed at once", 1, [scripted("sure", "exact", [1e-20])]],
    ["a check has failed that cannot by chance", 1, [scripted("sure", "invariant", [0])]],
    // What every tensor draws anew may be small in one or two: enough of them must show it.
    ["a check rejects beyond doubt", 8, [scripted("sure", "approximate", [1e-26, 1e-26, 1e-26])]],
  ])("are drawn in brief where %s, of %i tensors or more", async (_, fewest, sure) => {
    const { findings, drawn } = await asked([...sure, scripted("other", "approximate", [1e-4, 1e-6, 1e-6])]);
    expect(drawn).toEqual([
      { stage: 1, brief: fewest },
      { stage: 2, brief: fewest },
    ]);
    expect(findings.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
  });

  test("a brief stage is no doubt: a check that comes back clean there passes", async () => {
    const { findings } = await asked([
      scripted("sure", "invariant", [0]),
      scripted("other", "approximate", [1e-4, 0.5]),
    ]);
    expect(findings.map(({ verdict }) => verdict)).toEqual(["fail", "pass"]);
  });

  test("where brief stages are smaller, the largest stage is the one to diagnose", async () => {
    const { largest, drawn } = await asked([scripted("a", "approximate", [1e-4, 1e-30, 1e-30])]);
    expect(drawn.map(({ brief }) => brief)).toEqual([undefined, 8]);
    expect(largest.n).toBe(48);
  });
});

test("the very p-value that makes a case certain does", async () => {
  const { drawn } = await asked([scripted("a", "approximate", [1e-25, 0.5])]);
  expect(drawn).toEqual([{ stage: 1, brief: 8 }]);
});

test("of stages of one size the last is the one to diagnose", async () => {
  const last = sampleOfTensors(2);
  const { question } = scripted("a", "approximate", [1e-26, 0.5]);
  expect((await testStages([question], sampleOfTensors(2), async () => ({ sample: last }))).largest).toBe(last);
});

test("no questions have no findings", async () => {
  expect((await testStages([], sampleOfTensors(2), async () => ({ reason: "never" }))).findings).toEqual([]);
});

test("where every entry is fixed, all are counted; where some are random, those", async () => {
  const countOf = async (joint: "exact" | "independent"): Promise<number> => {
    const contract = { ...expected, joint, fixed: (k: number) => (joint === "exact" || k < 2 ? 0 : undefined) };
    const first = sampleOf({
      expected: contract,
      dtype: "float32",
      tensors: [new Float32Array(6), new Float32Array(6)],
    });
    const { question } = scripted("a", "exact", [0.5]);
    return (await testStages([question], first, async () => ({ reason: "never" }))).findings[0]!.n;
  };
  expect(await countOf("exact")).toBe(12);
  expect(await countOf("independent")).toBe(8);
});

test("a p-value that is none is undetermined, and nothing more is drawn", async () => {
  const { findings, drawn } = await asked([scripted("a", "approximate", [Number.NaN])]);
  expect(findings[0]).toMatchObject({ verdict: "undetermined", pValue: null });
  expect(drawn).toEqual([]);
});

test("a subject that stops answering leaves the suspicious undetermined, the others as they were", async () => {
  const [calm, tense] = [scripted("calm", "exact", [0.5]), scripted("tense", "exact", [1e-4])];
  const { findings } = await testStages([calm.question, tense.question], sampleOfTensors(2), async () => ({
    reason: "died",
  }));
  expect(findings).toEqual([
    expect.objectContaining({ check: "calm", verdict: "pass" }),
    {
      check: "tense",
      n: 0,
      statistic: null,
      pValue: null,
      alpha: 1e-5,
      verdict: "undetermined",
      expected: "an answer",
      observed: "died",
      detects: "1 of all",
      stage: 2,
    },
  ]);
});

test("what a check detects is reckoned over all looks, with their real growth", async () => {
  const script = scripted("a", "approximate", [0.5]);
  await asked([script]);
  expect(script.looks[0]).toEqual([
    { level: 1e-3, growth: 1 },
    { level: 1e-5, growth: 4 },
    { level: 1e-5, growth: 16 },
  ]);
});

test("stages at hand are looked at in turn, until one passes", () => {
  const script = scripted("a", "approximate", [1e-4, 1e-2]);
  const finding = testDrawnStages(script.question, [1, 2, 3].map(sampleOfTensors));
  expect(script.seen.map(({ n }) => n)).toEqual([6, 12]);
  expect(finding).toMatchObject({ verdict: "pass", stage: 2, pValue: 1e-2 });
});

test("a stage of the same size is the one that is diagnosed, and a p-value of 1e-25 makes it so", async () => {
  const certain = scripted("a", "approximate", [1e-25, 1e-9, 1e-9]);
  const { largest, drawn } = await asked([certain]);
  expect(drawn.map(({ brief }) => brief)).toEqual([8, 8]);
  expect(largest).toBe(certain.seen[2]);
  const nearly = await asked([scripted("a", "approximate", [1.0001e-25, 1e-9, 1e-9])]);
  expect(nearly.drawn.map(({ brief }) => brief)).toEqual([undefined, undefined]);
});

test("of exact values all are counted, of others the random ones", () => {
  const count = (initializer: Initializer): number => {
    const { question } = scripted("a", "invariant", [1]);
    const one = expectationOf(initializer, { shape: [10, 3], layout: "io" });
    return testDrawnStages(question, [sampleOf({ expected: one, dtype: "float32", tensors: [new Float32Array(30)] })])
      .n;
  };
  expect([zeros, heNormal].map(count)).toEqual([30, 30]);
  expect(count(sparse)).toBeLessThan(30);
});

test("there are as many findings as questions, each in its place", async () => {
  const { findings } = await asked([scripted("a", "exact", [0.5]), scripted("b", "exact", [0.5])]);
  expect(findings.map(({ check }) => check)).toEqual(["a", "b"]);
  expect((await asked([])).findings).toEqual([]);
});
