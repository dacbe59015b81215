/** What travels in a fleet: the same to the last bit on the other side, and refused in one line where it is anything else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Examined } from "../../harness/audit/examine.js";
import type { TensorJob } from "../../harness/audit/tensorJob.js";
import { placeOf, requireRedisUrl } from "../../harness/fleet/address.js";
import { readAnswer, writeFound, writeRefused } from "../../harness/fleet/answer.js";
import { jobIdOf, MOST_ANSWER, MOST_JOB, opened, packed, sealed } from "../../harness/fleet/envelope.js";
import { type FleetJob, type FleetResult, kindOf } from "../../harness/fleet/kinds.js";
import { readJob, writeJob } from "../../harness/fleet/message.js";
import { fromText, toText } from "../../harness/fleet/plainText.js";
import { ownSpec, targetOf } from "../../harness/fleet/served.js";
import type { CaseJob } from "../../harness/gate/caseJob.js";
import { surroundings } from "../../harness/program/surroundings.js";
import type { Prediction } from "../../harness/propagation/network/layerLaw.js";
import type { NetCurves } from "../../harness/propagation/network/netCurves.js";
import { type NetworkJob, runNetJob, runPredictJob } from "../../harness/propagation/run/netJob.js";
import { openStream, wordAt } from "../../harness/random/index.js";
import { openSubject } from "../../harness/subject/open.js";
import { check } from "../../index.js";

const spec = { subject: "reference" };
const plan = { digest: "0123456789abcdef", subject: { name: "reference", version: "0.1.0" } };
const sender = { version: "0.1.0", plan, spec };

const caseJob: CaseJob = {
  one: {
    ...{ index: 0, contract: "he_normal", asked: "he_normal", shape: [30, 50], layout: "io", groups: 1, params: {} },
    ...{ dtype: "float32", seed: 0, samples: 2000 },
  },
  budget: { alpha: 1e-9, tests: 30, stages: [1e-3, 1e-5, 1e-5], atOnce: 1e-13 },
  spec,
};
const network = { widths: [4, 7, 5], architecture: "mlp", sigmaB: 0.1, seed: 3 };
const netJob: NetworkJob = {
  ...{ kind: "net", source: { spec, asked: "he_uniform", params: {} }, activations: ["relu", "tanh"], net: 2 },
  ...network,
};
const predictJob: NetworkJob = {
  ...{ kind: "prediction", contract: "he_uniform", params: {}, activation: "relu", nets: 4 },
  ...network,
};

const { results } = await check({ initializers: ["he_normal"], shapes: [[30, 50]], samples: 2000, threads: 1 });
const reference = await openSubject(spec, surroundings);

const nets = await runNetJob(netJob, reference, surroundings);
const lostNets = nets.map((curves) => ({ ...curves, lost: "the weights of layer 1 hold NaN" }));

const tensorJob: TensorJob = {
  ...{ kind: "tensor", path: "/data/model.npy", tensor: "h.0.weight", part: 0, layout: "io,o", groups: 1 },
  claims: [
    { pattern: "h.{i}.*", contract: "random_normal(stddev=0.02/sqrt(2*(i+1)))", rows: "0:3", params: { mean: 0 } },
  ],
  ...{ scope: { n_layer: 12 }, share: 1e-12, inUse: ["he_normal"], content: "0".repeat(64) },
};
const looked: Examined = {
  row: {
    ...{ file: "", tensor: "", shape: "", layout: "", dtype: "", bestFit: "none", pValue: 0, verdict: "fail" },
    ...{
      diagnosis: { mistake: "wrong-scale", evidence: "1.2", alsoFits: [] },
      note: "failed",
      alsoFits: ["he_normal"],
    },
    ...{ entries: 1500, fanIn: null, sd: 0.5 },
  },
  ...{ scale: { family: "normal", value: 0.02, error: 0.001 }, compared: { mean: -0, symmetric: true } },
  swayedBy: ["he_normal"],
};

/** Every kind of job, and what doing it here answers. */
const done: readonly { readonly name: string; readonly job: FleetJob; readonly result: FleetResult }[] = [
  { name: "case", job: caseJob, result: { ...results[0]!, replay: "" } },
  { name: "network", job: netJob, result: nets },
  { name: "prediction", job: predictJob, result: runPredictJob(predictJob, surroundings) },
  { name: "tensor", job: tensorJob, result: looked },
  { name: "tensor that is not there", job: tensorJob, result: { absent: "no such file" } },
  { name: "network that is lost", job: netJob, result: lostNets },
  { name: "case that its program was lost with", job: caseJob, result: { ...results[0]!, replay: "", lost: true } },
];

const body = writeJob(caseJob, sender);
const id = jobIdOf(body);
const stamp = { version: "0.1.0", plan: plan.digest, job: id };

const numbers = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, 5e-324));
const values = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, numbers, fc.string(), fc.boolean(), fc.constant(null), tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 5 }),
  object: fc.dictionary(fc.string(), tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

/** What stands at a place within plain data is replaced by something else, or taken away. */
function damaged(data: unknown, path: readonly number[], by: unknown): unknown {
  if (typeof data !== "object" || data === null || path.length === 0) return by;
  const entries = Object.entries(data);
  if (entries.length === 0) return by;
  const [at, ...rest] = path;
  const place = at! % (entries.length + 1);
  if (place === entries.length) return Array.isArray(data) ? [...data, by] : { ...data, stranger: by };
  const changed = entries.map(([key, item], k) => [key, k === place ? damaged(item, rest, by) : item]);
  return Array.isArray(data) ? changed.map(([, item]) => item) : Object.fromEntries(changed);
}

test("plain data is the same to the last bit on the other side", () => {
  fc.assert(
    fc.property(values["value"], (value) => {
      expect(fromText(toText(value))).toEqual(value);
    }),
  );
});

describe("a job", () => {
  test.each(done)("that is a $name reads back as it was", ({ job }) => {
    expect(readJob(writeJob(job, sender), "0.1.0", spec).job).toEqual(job);
  });

  test("is done with the worker's own words and the coordinator's time", () => {
    const own = { subject: "reference", command: "python3 mine.py" };
    const text = writeJob(caseJob, { ...sender, spec: { ...own, timeout: 5 } });
    expect(readJob(text, "0.1.0", own).job).toEqual({ ...caseJob, spec: { ...own, timeout: 5 } });
  });

  const { one } = caseJob;
  test.each([
    ["another version", { version: "0.0.9" }, "must be for the version of initgate 0.1.0, got 0.0.9"],
    ["another subject", { target: "program-00" }, "must be for the subject reference, got program-00"],
    ["a program", { command: "rm -rf /" }, "job: must be an object of version"],
    ["an interpreter", { python: "/bin/sh" }, "job: must be an object of version"],
    ["no kind", { kind: "toString" }, "job.kind: must be one of case, net, prediction, tensor"],
    ["another kind", { kind: "net" }, "job.work: must be an object of asked"],
    ["a shape of no numbers", { work: { one: { ...one, shape: ["3"] } } }, "job.work.one.shape[0]: must be a whole"],
    ["no budget", { work: { one } }, "job.work: must be an object with budget"],
  ])("of %s is refused", (_, change, reason) => {
    const text = toText({ ...(fromText(body) as object), ...change });
    expect(() => readJob(text, "0.1.0", spec)).toThrow(reason);
  });

  test.each(done)("that is a $name, damaged anywhere, is a job or one line, and never anything else", ({ job }) => {
    const whole = fromText(writeJob(job, sender));
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 5 }), values["value"], (path, by) => {
        try {
          readJob(toText(damaged(whole, path, by)), "0.1.0", spec);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(job|must be JSON)/);
          expect((error as Error).message).not.toMatch(/\n/);
          expect((error as Error).message.length).toBeLessThan(2000);
        }
      }),
    );
  });

  test("that would not fit in a worker's memory is refused before it is done", () => {
    const { source } = netJob as Extract<NetworkJob, { kind: "net" }>;
    const wide = { ...netJob, source: { ...source, asked: "orthogonal" }, widths: [65_536, 65_536] };
    expect(() => kindOf(wide).requireRoom("worker a", wide, 64)).toThrow(/^worker a: networks of 4294967296 weights/);
  });
});

describe("an envelope", () => {
  test("is opened with the secret that sealed it, for the job that it is for, and no other", () => {
    const letter = sealed(body, id, "secret");
    expect(opened(letter, id, MOST_JOB, "secret", "job")).toBe(body);
    const refused = "job: must be sealed with this fleet's secret, got another seal";
    expect(() => opened(letter, id, MOST_JOB, "another", "job")).toThrow(refused);
    expect(() => opened(letter, "j0", MOST_JOB, "secret", "job")).toThrow(refused);
    expect(() => opened(sealed(body, id, undefined), id, MOST_JOB, "secret", "job")).toThrow(refused);
    expect(() => opened({ ...letter, body: `${body} ` }, id, MOST_JOB, "secret", "job")).toThrow(refused);
  });

  test.each([[undefined], [null], [7], ["text"], [[]], [{}], [{ body }], [{ body, seal: "", more: 1 }]])(
    "%j is none",
    (value) => {
      expect(() => opened(value, id, MOST_JOB, undefined, "job")).toThrow(/^job/);
    },
  );

  test("of any size is none", () => {
    const large = { body: "x".repeat(MOST_JOB + 1), seal: "" };
    expect(() => opened(large, id, MOST_JOB, undefined, "job")).toThrow("must be text of at most 65536 characters");
  });
});

describe("an answer", () => {
  const read = (text: string, job: FleetJob = caseJob): FleetResult | Error =>
    readAnswer(text, stamp, job, plan.subject);

  test.each(done)("to a $name is what doing it here would have answered", ({ job, result }) => {
    const answer = read(writeFound(stamp, job, result), job);
    expect(answer).toEqual(result);
    // The keys of what is written into results.json keep their order.
    if ("key" in result) expect(JSON.stringify(answer)).toBe(JSON.stringify(result));
  });

  test("that refuses is an error, with its reason in one line", () => {
    expect(read(writeRefused(stamp, "no room\nat all"))).toEqual(new Error("no room"));
  });

  test.each([
    ["another job", { job: "j1" }, "answer: must have the job"],
    ["another plan", { plan: "f" }, "answer: must have the plan"],
    ["another version", { version: "9" }, "answer: must have the version 0.1.0, got 9"],
  ])("to %s is refused", (_, change, reason) => {
    expect(() => read(writeFound({ ...stamp, ...change }, caseJob, results[0]!))).toThrow(reason);
  });

  test("whose verdict is not that of its findings is refused", () => {
    const [first, ...others] = results[0]!.findings;
    const failed = { ...results[0]!, findings: [{ ...first!, verdict: "fail" as const }, ...others] };
    expect(() => read(writeFound(stamp, caseJob, failed))).toThrow("must have the verdict of its findings");
    const doubled = { ...results[0]!, findings: [first!, first!] };
    expect(() => read(writeFound(stamp, caseJob, doubled))).toThrow("one finding for each check, got two");
  });

  test("of another network is refused", () => {
    const text = writeFound(stamp, netJob, done[1]!.result);
    const [deeper, fewer] = [{ widths: [4, 7, 5, 5] }, { activations: ["relu"] }];
    expect(() => read(text, { ...netJob, ...deeper } as NetworkJob)).toThrow("must be 27 numbers of 8 bytes, got 144");
    expect(() => read(text, { ...netJob, ...fewer } as NetworkJob)).toThrow("must be 1 activations, got 2");
    const law = writeFound(stamp, predictJob, done[2]!.result);
    expect(() => read(law, { ...predictJob, ...deeper } as NetworkJob)).toThrow("must be 3 layers, got 2");
  });

  test("that unpacks without end is refused", () => {
    expect(() => read(packed(" ".repeat(1 << 25)))).toThrow(/buffer|larger/i);
  });

  test.each(done)("to a $name, damaged anywhere, is an answer or an error of one line", ({ job, result }) => {
    const whole = { ...stamp, found: kindOf(job).foundOf(result) };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 5 }), values["value"], (path, by) => {
        try {
          const answer = read(packed(toText(damaged(whole, path, by))), job);
          if ("key" in answer) expect(answer.key).toEqual(results[0]!.key);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(answer|must be JSON)[^\n]*$/);
        }
      }),
    );
  });

  test("to the largest job that travels is no larger than what is read", () => {
    const random = openStream(0, "answers");
    const number = (k: number): number => (wordAt(random, k) - 2 ** 31) / Math.PI;
    const floats = (depth: number): Float64Array => Float64Array.from({ length: depth }, (_, k) => number(k));
    const largest = (job: NetworkJob): [NetworkJob, number] => {
      let depth = 1;
      const at = (layers: number): NetworkJob => ({ ...job, widths: new Array<number>(layers + 1).fill(9) });
      for (let step = 2 ** 16; step >= 1; step /= 2)
        if (kindOf(at(depth + step)).travels(at(depth + step))) depth += step;
      return [at(depth), depth];
    };
    const [deepNet, depth] = largest(netJob);
    expect(depth).toBeGreaterThan(4000);
    const [curves] = done[1]!.result as readonly NetCurves[];
    const measured = Object.entries(curves!).map(([key, value]) => [
      key,
      ArrayBuffer.isView(value) ? floats(depth) : "x",
    ]);
    const net = Object.fromEntries(measured) as NetCurves;
    expect(writeFound(stamp, deepNet, [net, net]).length).toBeLessThan(MOST_ANSWER);
    const [deepPrediction, layers] = largest(predictJob);
    expect(layers).toBeGreaterThan(1000);
    const law = (k: number) => ({
      ...{ mean: number(k), variance: number(k + 1), skewness: [number(k + 2), number(k + 3)] as const },
      ...{ draws: number(k + 4), deadProbability: number(k + 5), deadDraws: number(k + 6), rounding: number(k + 7) },
    });
    const laws = Array.from({ length: layers }, (_, k) => law(k));
    const prediction = { ...(done[2]!.result as Prediction), forward: laws, backward: laws, gain: laws };
    expect(writeFound(stamp, deepPrediction, prediction).length).toBeLessThan(MOST_ANSWER);
  });
});

test("a worker opens its own words, whatever a job says", () => {
  const own = { subject: "reference", command: "python3 mine.py" };
  expect(targetOf(own)).toMatch(/^program-[0-9a-f]{16}$/);
  expect(targetOf({ subject: "torch" })).toBe("torch");
  expect(ownSpec(own, 5)).toEqual({ ...own, timeout: 5 });
});

test("a URL is one of Redis, and what is said of it holds no secret", () => {
  expect(placeOf({ url: requireRedisUrl("rediss://me:word@host:7000/2") })).toBe("rediss://host:7000/2");
  for (const words of ["", "host:6379", "http://host", "redis://"])
    expect(() => requireRedisUrl(words)).toThrow("must be redis://[user:password@]host[:port][/db]");
});
