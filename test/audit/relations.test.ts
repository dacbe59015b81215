import { describe, expect, test } from "vitest";
import { copyOf } from "../../harness/audit/relations/copy.js";
import { correlationOf } from "../../harness/audit/relations/correlation.js";
import { stretches } from "../../harness/audit/relations/overlap.js";
import { type Trace, traceOf } from "../../harness/audit/relations/trace.js";
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { roundTo } from "../../harness/weights/dtype.js";
import { glorotUniform, heNormal, truncatedNormal } from "../../initializers/index.js";
import { initgate } from "../run.js";
import { saved, savedText, weight } from "./saved.js";

const laws = [glorotUniform, heNormal, truncatedNormal] as const;
const drawn = (initializer: Initializer, seed: number, size: number): Float32Array =>
  fill(initializer, { shape: [1, size], layout: "io", seed });
const traced = (entries: Float32Array, dtype: Dtype = "float32"): Trace =>
  traceOf("a", entries, { dtype, size: entries.length, mean: 0, symmetric: true }, entries.length);

describe("independent tensors", () => {
  test.each([0.1, 0.01, 0.001])("correlate at level %d no more often than that", (level) => {
    let [alarms, pairs] = [0, 0];
    for (const law of laws) {
      const traces = Array.from({ length: 60 }, (_, seed) => traced(drawn(law, seed, 128)));
      for (const [at, other] of traces.entries()) {
        for (const one of traces.slice(0, at)) {
          pairs++;
          if (correlationOf(one, other)!.pValue <= level) alarms++;
        }
      }
    }
    expect(alarms).toBeLessThanOrEqual(level * pairs);
  });

  test("are no copies, nor do their stretches come again", () => {
    const known = stretches();
    const traces = Array.from({ length: 40 }, (_, seed) => traced(drawn(laws[seed % 3]!, seed, 20_000)));
    for (const [at, other] of traces.entries()) {
      expect(known.add(`${at}`, other.start, 0)).toBeUndefined();
      for (const one of traces.slice(0, at)) expect(copyOf(one, other)).toBeUndefined();
    }
    expect(known.pValue()).toBeLessThan(1e-20);
  });
});

describe("tensors that hang together", () => {
  const source = drawn(heNormal, 1, 4000);
  test.each([1, -1, 0.37])("a copy times %d is one, at p < 1e-30 for 64 entries", (factor) => {
    const copy = copyOf(traced(source.subarray(0, 64)), traced(source.subarray(0, 64).map((x) => factor * x)));
    expect(copy?.factor).toBeCloseTo(factor, 6);
    expect(copy?.pValue).toBeLessThan(1e-30);
  });

  test("a copy in bfloat16 is one if it is exact; a rescaled one has too few bits to be sure", () => {
    const coarse = source.map((x) => roundTo("bfloat16", x));
    expect(copyOf(traced(coarse, "bfloat16"), traced(coarse, "bfloat16"))?.pValue).toBeLessThan(1e-30);
  });

  test("a correlation of 0.2 is seen over 4000 entries", () => {
    const noise = drawn(heNormal, 2, 4000);
    const mixed = source.map((x, k) => 0.2 * x + Math.sqrt(1 - 0.04) * noise[k]!);
    expect(correlationOf(traced(source), traced(mixed))!.pValue).toBeLessThan(1e-12);
  });

  test("a stretch is found at any shift, rescaled and with its sign turned", () => {
    const known = stretches();
    known.add("one", source, 0);
    const shifted = Float32Array.from(
      [...drawn(heNormal, 3, 777), ...source.subarray(1234, 1234 + 300)],
      (x) => -2.5 * x,
    );
    const found = known.add("other", shifted, 0)!;
    expect(found.name).toBe("one");
    expect(found.here - found.at).toBe(777 - 1234);
  });

  test("a stretch that comes again within its own tensor is found", () => {
    const known = stretches();
    expect(known.add("one", Float32Array.from([...source.subarray(0, 500), ...source.subarray(0, 500)]), 0)?.name).toBe(
      "one",
    );
  });
});

describe("audit names", () => {
  const spec = { shape: [64, 48], layout: "oi" };
  const right = {
    "a.weight": weight(heNormal, { ...spec, seed: 1 }),
    "b.weight": weight(heNormal, { ...spec, seed: 2 }),
    "c.weight": weight(glorotUniform, { shape: [80, 40], layout: "oi", seed: 3 }),
  };
  const rows = (path: string, ...more: string[]) => {
    const run = initgate(["audit", path, "--json", ...more]);
    expect(run.stderr).toBe("");
    return JSON.parse(run.stdout).rows as {
      tensor: string;
      verdict: string;
      diagnosis: { mistake: string; evidence: string } | null;
    }[];
  };

  test("nothing among independent tensors", () => {
    expect(rows(saved(right)).map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass"]);
  });

  test("two layers of one seed, of one shape or of two", () => {
    const model = {
      ...right,
      "d.weight": right["b.weight"],
      "e.weight": weight(glorotUniform, { shape: [100, 30], layout: "oi", seed: 3 }),
    };
    const [, , , d, e] = rows(saved(model));
    expect(d).toMatchObject({ tensor: "d.weight", verdict: "fail", diagnosis: { mistake: "seed-reused" } });
    expect(d!.diagnosis!.evidence).toBe(
      'every entry is that of b.weight; if they are meant to be one, the contract says so: [[tied]] names = ["b.weight","d.weight"]',
    );
    expect(e).toMatchObject({ tensor: "e.weight", verdict: "fail", diagnosis: { mistake: "seed-reused" } });
    expect(e!.diagnosis!.evidence).toContain("times those of c.weight");
  });

  test("a tensor correlated with another", () => {
    const data = right["a.weight"].data.map((x, k) => 0.6 * x + 0.8 * right["b.weight"].data[k]!);
    const [, , , d] = rows(saved({ ...right, "d.weight": { shape: spec.shape, data } }));
    expect(d).toMatchObject({ verdict: "fail", diagnosis: { mistake: "seed-reused" } });
    expect(d!.diagnosis!.evidence).toMatch(/correlation of 0\.\d+ with a\.weight/);
  });

  test("weights that are meant to be one are no mistake once the contract says so", () => {
    const path = saved({ ...right, "d.weight": right["b.weight"] });
    expect(rows(path)[3]!.verdict).toBe("fail");
    const contract = savedText("tied.toml", '[[tied]]\nnames = ["b.weight", "d.*"]\n');
    expect(rows(path, "--contract", contract)[3]!.verdict).toBe("pass");
  });
});
