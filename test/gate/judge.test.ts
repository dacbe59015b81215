/** One case: what is asked of the subject at every stage, and what becomes of the answers. */
import { describe, expect, test } from "vitest";
import type { Check, Tail } from "../../harness/check/index.js";
import type { Sample } from "../../harness/check/sample.js";
import { expectationOf, fill, type Initializer } from "../../harness/contract/initializer.js";
import { type Judge, judge, withNeighbours } from "../../harness/gate/judge.js";
import { type Case, neighboursOf, seedsOf } from "../../harness/gate/plan.js";
import type { Answer, Request, Subject } from "../../harness/subject/subject.js";
import { heNormal, orthogonal, zeros } from "../../initializers/index.js";

const one: Case = {
  index: 0,
  contract: "he_normal",
  asked: "theirs",
  shape: [40, 50],
  layout: "io",
  groups: 1,
  params: {},
  dtype: "float32",
  seed: 3,
  samples: 4000,
};
const budget = { alpha: 1e-9, tests: 10, stages: [1e-3, 1e-5, 1e-5], atOnce: 1e-15 };

function recorded(
  answer: (request: Request, at: number) => Answer = right,
): Subject & { readonly batches: Request[][] } {
  const batches: Request[][] = [];
  return {
    batches,
    description: { name: "theirs", version: "7", initializers: ["theirs"] },
    draw: async (requests) => {
      batches.push([...requests]);
      return requests.map((request) => answer(request, batches.length - 1));
    },
    close: async () => {},
  };
}

const right = (request: Request): Answer => ({
  kind: "tensor",
  tensor: {
    shape: request.shape,
    dtype: "float32",
    data: fill(heNormal, { shape: request.shape, seed: request.seed! }),
  },
});

function scripted(tail: Tail, pValues: readonly number[]): Check & { readonly seen: Sample[] } {
  const seen: Sample[] = [];
  return {
    seen,
    name: "scripted",
    question: "?",
    tail: () => tail,
    applies: () => true,
    run: (sample) => {
      seen.push(sample);
      return { pValue: pValues[seen.length - 1]!, statistic: 0, expected: "", observed: "" };
    },
    detects: (_, looks) => looks.map(({ growth }) => growth).join(),
  };
}

async function judged(check: Check, subject: Subject, over: Partial<Case> = {}, contract: Initializer = heNormal) {
  const diagnosed: Parameters<Judge["explain"]>[0][] = [];
  const result = await judge(
    { ...one, ...over },
    {
      contract,
      checks: [check],
      budget,
      subject,
      explain: (input) => {
        diagnosed.push(input);
        return { diagnosis: { mistake: "wrong-scale", evidence: "e", alsoFits: [] } };
      },
      replay: (each, tests) => `${each.asked} ${tests}`,
    },
  );
  return { result, diagnosed };
}

const near = (growth: number): number => withNeighbours(expectationOf(heNormal, one), growth);

describe("the first stage", () => {
  test("has two tensors, their near seeds, the first again and seed 0 twice", async () => {
    const subject = recorded();
    const check = scripted("approximate", [0.5]);
    const { result, diagnosed } = await judged(check, subject);
    const seeds = seedsOf(one, 0, 2);
    expect(subject.batches).toHaveLength(1);
    expect(subject.batches[0]!.map(({ seed }) => seed)).toEqual([
      ...seeds,
      ...seeds.slice(0, near(1)).flatMap(neighboursOf),
      seeds[0],
      0,
      0,
    ]);
    expect(subject.batches[0]![0]).toEqual({
      initializer: "theirs",
      shape: [40, 50],
      layout: "io",
      groups: 1,
      dtype: "float32",
      params: {},
      seed: seeds[0],
    });
    const [sample] = check.seen;
    expect(sample!.tensors).toHaveLength(2);
    expect(sample!.again).toEqual(sample!.tensors[0]);
    const neighbours = seeds.slice(0, near(1)).flatMap(neighboursOf);
    expect(sample!.neighbours).toEqual(neighbours.map((seed) => fill(heNormal, { shape: [40, 50], seed })));
    expect(result).not.toHaveProperty("picture");
    expect(result.findings[0]!.detects).toBe("1,4,16");
    expect(sample!.atZero).toEqual([0, 0].map((seed) => fill(heNormal, { shape: [40, 50], seed })));
    expect(result).toMatchObject({
      verdict: "pass",
      diagnosis: null,
      replay: "theirs 1",
      fanIn: 40,
      fanOut: 50,
      notes: [],
      key: {
        subject: "theirs",
        subjectVersion: "7",
        initializer: "theirs",
        contract: "he_normal",
        shape: "40x50",
        seed: 3,
      },
    });
    expect(diagnosed).toEqual([]);
  });
});

describe("later stages", () => {
  test("have 4 and 16 times the tensors, on seeds that no other stage has", async () => {
    const subject = recorded();
    const check = scripted("approximate", [1e-4, 1e-6, 1e-6]);
    const { result, diagnosed } = await judged(check, subject);
    expect(check.seen.map(({ tensors }) => tensors.length)).toEqual([2, 8, 32]);
    const own = subject.batches.map((batch, stage) => batch.slice(0, [2, 8, 32][stage]).map(({ seed }) => seed));
    expect(own.flat()).toEqual(seedsOf(one, 0, 42));
    // Beside them near seeds, and in later stages nothing else.
    expect(subject.batches.map((batch) => batch.length)).toEqual([
      2 + 2 * near(1) + 3,
      8 + 2 * near(4),
      32 + 2 * near(16),
    ]);
    expect(
      check.seen.map(({ again, atZero }) => [again, atZero].filter((drawn) => drawn !== undefined).length),
    ).toEqual([2, 0, 0]);
    expect(result.picture).toBeDefined();
    expect(result.verdict).toBe("fail");
    expect(diagnosed).toHaveLength(1);
    expect(diagnosed[0]).toMatchObject({ failed: ["scripted"] });
    expect(diagnosed[0]!.samples).toEqual([check.seen[2]]);
    expect(result.diagnosis?.mistake).toBe("wrong-scale");
  });

  test("do not grow where the case is certain to fail, but for what a diagnosis needs", async () => {
    const check = scripted("approximate", [1e-30, 1e-30, 1e-30]);
    await judged(check, recorded(), { samples: 20_000 });
    expect(check.seen.map(({ tensors }) => tensors.length)).toEqual([10, 10, 40]);
  });

  test("have eight tensors, where two of a deviation that each draws anew may have little", async () => {
    const check = scripted("approximate", [1e-30, 1e-30, 1e-30]);
    await judged(check, recorded());
    expect(check.seen.map(({ tensors }) => tensors.length)).toEqual([2, 8, 8]);
  });

  test("keep the size that made it certain", async () => {
    const check = scripted("approximate", [1e-4, 1e-30, 1e-30]);
    await judged(check, recorded(), { samples: 1000 });
    expect(check.seen.map(({ tensors }) => tensors.length)).toEqual([2, 8, 8]);
  });

  test("that are not answered leave a doubt, with the reason", async () => {
    const subject = recorded((request, stage) => (stage === 0 ? right(request) : { kind: "broken", reason: "died" }));
    const { result, diagnosed } = await judged(scripted("approximate", [1e-4]), subject);
    expect(result.verdict).toBe("undetermined");
    expect(result.findings[0]).toMatchObject({ observed: "died", stage: 2, verdict: "undetermined" });
    expect(diagnosed).toEqual([]);
  });
});

test("a subject that answers nothing is a doubt, with the reason, and no finding", async () => {
  const { result } = await judged(
    scripted("exact", [0.5]),
    recorded(() => ({ kind: "broken", reason: "died" })),
  );
  expect(result).toMatchObject({ verdict: "undetermined", findings: [], notes: ["died"], diagnosis: null });
});

test("a check that does not apply is not asked, and a case without checks is a doubt", async () => {
  const check = { ...scripted("exact", [0.5]), applies: () => false };
  expect((await judged(check, recorded())).result).toMatchObject({ verdict: "undetermined", findings: [] });
});

test("an empty tensor has nothing to look at: passing checks are no pass", async () => {
  const { result } = await judged(scripted("exact", [0.5]), recorded(), { shape: [0, 50] });
  expect(result).toMatchObject({
    verdict: "undetermined",
    notes: ["too few samples: no check has anything to look at"],
  });
});

test("what fails, fails, however little there is to look at", async () => {
  const check = scripted("exact", [1e-30, 1e-30, 1e-30]);
  const { result } = await judged(check, recorded(), { shape: [0, 50] });
  expect(result.verdict).toBe("fail");
});

test("an empty tensor of exact values is no pass either", async () => {
  const { result } = await judged(scripted("invariant", [1]), recorded(), { shape: [0, 50] }, zeros);
  expect(result.verdict).toBe("undetermined");
});

test("near seeds are drawn for a thousand entries and more, once where entries depend on each other", () => {
  const small = expectationOf(heNormal, { ...one, shape: [3, 5] });
  expect([1, 4].map((growth) => withNeighbours(small, growth))).toEqual([67, 268]);
  expect(withNeighbours(expectationOf(orthogonal, { ...one, shape: [3, 5] }), 4)).toBe(1);
});

test("exact values are looked at though nothing is random", async () => {
  const { result } = await judged(scripted("invariant", [1]), recorded(), {}, zeros);
  expect(result).toMatchObject({ verdict: "pass", notes: [] });
});

test("a square shape is said to be blind to swapped fans", async () => {
  const { result } = await judged(scripted("exact", [0.5]), recorded(), { shape: [40, 40] });
  expect(result.notes).toEqual(["40x40 has fan_in = fan_out: it cannot show swapped or averaged fans"]);
});
