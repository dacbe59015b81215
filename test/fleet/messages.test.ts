/** What travels in a fleet: the same to the last bit on the other side, and refused in one line where it is anything else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeOf, requireRedisUrl } from "../../harness/fleet/address.js";
import { readCaseAnswer, unjudged, writeJudged, writeRefused } from "../../harness/fleet/caseAnswer.js";
import { type CaseMessage, readCaseMessage, writeCaseMessage } from "../../harness/fleet/caseMessage.js";
import { jobIdOf, MOST_JOB, opened, packed, sealed } from "../../harness/fleet/envelope.js";
import { fromText, toText } from "../../harness/fleet/plainText.js";
import { ownSpec, targetOf } from "../../harness/fleet/served.js";
import { check } from "../../index.js";

const message: CaseMessage = {
  ...{ version: "0.1.0", plan: "0123456789abcdef", target: "reference" },
  subject: { name: "reference", version: "0.1.0" },
  one: {
    ...{ index: 0, contract: "he_normal", asked: "he_normal", shape: [30, 50], layout: "io", groups: 1, params: {} },
    ...{ dtype: "float32", seed: 0, samples: 2000 },
  },
  budget: { alpha: 1e-9, tests: 30, stages: [1e-3, 1e-5, 1e-5], atOnce: 1e-13 },
};
const body = writeCaseMessage(message);
const id = jobIdOf(body);
const served = { version: "0.1.0", target: "reference" };
const { results } = await check({ initializers: ["he_normal"], shapes: [[30, 50]], samples: 2000, threads: 1 });
const stamp = { version: "0.1.0", plan: message.plan, job: id };

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
  test("reads back as it was", () => {
    expect(readCaseMessage(body, served)).toEqual(message);
  });

  test.each([
    ["another version", { version: "0.0.9" }, "must be for the version of initgate 0.1.0, got 0.0.9"],
    ["another subject", { target: "program-00" }, "must be for the subject reference, got program-00"],
    ["a program", { command: "rm -rf /" }, "job: must be an object of version"],
    ["an interpreter", { python: "/bin/sh" }, "job: must be an object of version"],
    ["a shape of no numbers", { one: { ...message.one, shape: ["3"] } }, "job.one.shape[0]: must be a whole number"],
    ["no budget", { budget: null }, "job.budget: must be an object"],
  ])("of %s is refused", (_, change, reason) => {
    const text = toText({ ...message, ...change });
    expect(() => readCaseMessage(text, served)).toThrow(reason);
  });

  test("damaged anywhere is a job or one line, and never anything else", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 5 }), values["value"], (path, by) => {
        try {
          readCaseMessage(toText(damaged(message, path, by)), served);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(job|must be JSON)/);
          expect((error as Error).message).not.toMatch(/\n/);
          expect((error as Error).message.length).toBeLessThan(2000);
        }
      }),
    );
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
  test("is what judging here would have answered, but for the replay", () => {
    const answer = readCaseAnswer(writeJudged(stamp, results[0]!), id, message);
    expect(JSON.stringify(answer)).toBe(JSON.stringify({ ...results[0]!, replay: "" }));
  });

  test("that refuses is doubt", () => {
    expect(readCaseAnswer(writeRefused(stamp, "no room"), id, message)).toEqual(unjudged(message, "no room"));
  });

  test.each([
    ["another job", { job: "j1" }, "answer: must have the job"],
    ["another plan", { plan: "f" }, "answer: must have the plan"],
    ["another version", { version: "9" }, "answer: must have the version 0.1.0, got 9"],
  ])("to %s is refused", (_, change, reason) => {
    const text = writeJudged({ ...stamp, ...change }, results[0]!);
    expect(() => readCaseAnswer(text, id, message)).toThrow(reason);
  });

  test("whose verdict is not that of its findings is refused", () => {
    const [first, ...others] = results[0]!.findings;
    const failed = { ...results[0]!, findings: [{ ...first!, verdict: "fail" as const }, ...others] };
    expect(() => readCaseAnswer(writeJudged(stamp, failed), id, message)).toThrow(
      "must have the verdict of its findings",
    );
    const doubled = { ...results[0]!, findings: [first!, first!] };
    expect(() => readCaseAnswer(writeJudged(stamp, doubled), id, message)).toThrow("one finding a check, got two");
  });

  test("that unpacks without end is refused", () => {
    expect(() => readCaseAnswer(packed(" ".repeat(1 << 25)), id, message)).toThrow(/buffer|larger/i);
  });

  test("damaged anywhere is an answer or an error", () => {
    const { findings, verdict, diagnosis, notes } = results[0]!;
    const whole = { ...stamp, judged: { findings, verdict, diagnosis, notes } };
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 5 }), values["value"], (path, by) => {
        try {
          const answer = readCaseAnswer(packed(toText(damaged(whole, path, by))), id, message);
          expect(answer.key).toEqual(results[0]!.key);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
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
