/** What is gated of what a subject offers: nothing is left out in silence. */
import { describe, expect, test } from "vitest";
import { fill } from "../../harness/contract/initializer.js";
import { worst } from "../../harness/record/index.js";
import { type CheckOptions, check, contract, heNormal, type Initializer, type Request } from "../../index.js";
import { initgate } from "../run.js";

type Draw = (request: Request) => Float32Array;

/** A subject that draws each name by a rule of ours, whatever it claims. */
const subject = (table: Readonly<Record<string, Initializer | Draw>>, rest = {}) => ({
  ...{ name: "mine", version: "1", layout: "io", initializers: Object.keys(table) },
  draw(request: Request) {
    const how = table[request.initializer]!;
    if (typeof how === "function") return how(request);
    return fill(how, { ...request, params: {}, seed: request.seed ?? 1 });
  },
  ...rest,
});

async function gated(options: CheckOptions) {
  const { results } = await check({ samples: 4000, ...options });
  const verdicts = results.map(({ key, verdict }) => `${key.initializer} ${key.shape} ${verdict}`.replace("  ", " "));
  return { results, verdicts, worst: worst(results.map(({ verdict }) => verdict)) };
}

const SHAPES = [[30, 50]];

describe("names", () => {
  const mine = subject({ he_normal: heNormal, mystery: contract("random_normal(stddev=0.1)") });

  test("one that no contract speaks of is undetermined and listed, and judged by --as", async () => {
    const { results, verdicts, worst: all } = await gated({ subject: mine, shapes: SHAPES });
    expect(verdicts).toEqual(["he_normal 30x50 pass", "mystery undetermined"]);
    expect(results[1]!.notes).toEqual([
      "no contract speaks of mystery: name one (--as, or the subject's claims), or leave it out (--exclude)",
    ]);
    expect(all).toBe("undetermined");
    const judged = await gated({ subject: mine, shapes: SHAPES, as: "random_normal(stddev=1/10)" });
    expect(judged.verdicts).toEqual(["he_normal 30x50 fail", "mystery 30x50 pass"]);
    expect((await gated({ subject: mine, shapes: SHAPES, exclude: ["myst*"] })).worst).toBe("pass");
  });

  test("a subject all of whose names are unknown is undetermined", async () => {
    const { verdicts } = await gated({ subject: subject({ a: heNormal, b: heNormal }) });
    expect(verdicts).toEqual(["a undetermined", "b undetermined"]);
  });

  test("one that --param does not fit is listed, where the user did not choose it", async () => {
    const both = subject({ he_normal: heNormal, random_normal: contract("random_normal(stddev=0.3)") });
    const { results, verdicts } = await gated({ subject: both, shapes: SHAPES, params: { stddev: 0.3 } });
    expect(verdicts).toEqual(["random_normal 30x50 pass", "he_normal undetermined"]);
    expect(results[1]!.notes[0]).toMatch(/^he_normal has no parameter stddev: say which initializers --param is for/);
  });

  test("one whose contract is defined on no default shape is listed", async () => {
    const { results, verdicts } = await gated({ subject: subject({ he_normal: heNormal, dirac: heNormal }) });
    expect(verdicts.at(-1)).toBe("dirac undetermined");
    expect(results.at(-1)!.notes[0]).toMatch(/^dirac says nothing random of any default shape/);
  });

  test("one that a given shape does not suit is named in the error, with the way out", async () => {
    const both = subject(
      { he_normal: heNormal, dirac: heNormal },
      { layout: "io", claims: { dirac: { layout: "oiw" } } },
    );
    await expect(gated({ subject: both, shapes: SHAPES })).rejects.toThrow(
      /^dirac: layout: one of oiw must have 2 axes, got shape 30x50; --exclude leaves it out$/,
    );
    expect((await gated({ subject: both, shapes: SHAPES, exclude: ["dirac"] })).worst).toBe("pass");
  });

  test("a claim that names no contract is said", async () => {
    const odd = subject({ a: heNormal }, { claims: { a: { as: "he_norml" } } });
    expect((await gated({ subject: odd })).results[0]!.notes[0]).toMatch(/did you mean he_normal\?/);
  });

  test("globs, exclusions, and patterns that fit nothing", async () => {
    const three = subject({ he_normal: heNormal, he_uniform: contract("he_uniform"), zeros: contract("zeros") });
    const globbed = await gated({ subject: three, initializers: ["he_*"], exclude: ["*_uniform"], shapes: SHAPES });
    expect(globbed.verdicts).toEqual(["he_normal 30x50 pass"]);
    await expect(check({ subject: three, initializers: ["lecun_*"] })).rejects.toThrow(
      "initializer: must fit a name that the subject offers, got lecun_*",
    );
    await expect(check({ subject: three, exclude: ["zero"] })).rejects.toThrow(
      "exclude: must fit a name that the subject offers, got zero (did you mean zeros?)",
    );
  });
});

describe("shapes that the subject refuses", () => {
  const refusing = (few: number): Draw => {
    const seen = new Set<string>();
    return ({ shape, seed }) => {
      seen.add(shape.join("x"));
      if ([...seen].indexOf(shape.join("x")) >= few) throw new Error("unsupported: too large");
      return fill(heNormal, { shape, layout: "io", seed: seed ?? 1 });
    };
  };
  const gate = async (few: number) => gated({ subject: subject({ he_normal: refusing(few) }), threads: 1 });

  test("are left out with a note where most are judged", async () => {
    const { results, worst: all } = await gate(4);
    expect([results.length, all]).toEqual([4, "pass"]);
    expect(results[0]!.notes.at(-1)).toBe(
      "he_normal is not supported by the subject, and was not judged, at 1x1000 io, 1000x1 io",
    );
  });

  test("are doubt where nearly all are refused", async () => {
    const { results, worst: all } = await gate(1);
    expect([results.length, all]).toEqual([6, "undetermined"]);
  });
});

describe("what claims and names say beside the contract", () => {
  const scaled: Draw = ({ shape, params, seed }) =>
    fill(contract("random_normal(stddev=1)"), { shape, seed: seed ?? 1 }).map((x) => x * Number(params["sd"] ?? 0.5));

  test("an expression in a claim", async () => {
    const claims = { mine: { as: "random_normal(stddev=sqrt(1/4))", shapes: ["30x50"] } };
    expect((await gated({ subject: subject({ mine: scaled }, { claims }) })).verdicts).toEqual(["mine 30x50 pass"]);
  });

  test("params of a claim are the contract's, and are sent", async () => {
    const drawn: Draw = ({ shape, params, seed }) =>
      fill(contract("random_normal"), { shape, params: { stddev: Number(params["stddev"]) }, seed: seed ?? 1 });
    const claims = { mine: { as: "random_normal", params: { stddev: 0.25 }, shapes: ["30x50"] } };
    const { results, verdicts } = await gated({ subject: subject({ mine: drawn }, { claims }) });
    expect(verdicts).toEqual(["mine 30x50 pass"]);
    expect(results[0]!.replay).toContain('"params":{"stddev":0.25}');
  });

  test("the parameters of a name are sent as the subject knows them", async () => {
    const options = { subject: subject({ mine: scaled }), shapes: SHAPES };
    const { results, verdicts } = await gated({
      ...options,
      initializers: ["mine(sd=1/5)"],
      as: "random_normal(stddev=0.2)",
    });
    expect(verdicts).toEqual(["mine(sd=0.2) 30x50 pass".replace("0.2", "1/5")]);
    expect(results[0]!.key.contract).toBe("random_normal(stddev=0.2)");
  });

  test("stated fans: a shard of a quarter of the inputs", async () => {
    const shard: Draw = ({ shape, seed }) =>
      fill(heNormal, { shape, layout: "io", fanIn: 4 * shape[0]!, seed: seed ?? 1 });
    const mine = subject({ he_normal: shard });
    expect((await gated({ subject: mine, shapes: SHAPES })).worst).toBe("fail");
    const { results, worst: all } = await gated({ subject: mine, shapes: SHAPES, fanIn: 120 });
    expect([results[0]!.fanIn, all]).toEqual([120, "pass"]);
    expect(results[0]!.replay).toContain('"fanIn":120');
    const claims = { he_normal: { fan_in: 120, shapes: ["30x50"] } };
    expect((await gated({ subject: subject({ he_normal: shard }, { claims }) })).worst).toBe("pass");
  });

  test("stated fans: the reference draws what it is held to", async () => {
    const initializers = ["he_normal", "glorot_uniform", "orthogonal"];
    const asked = { initializers, shapes: [[32, 64]], layout: "oi", fanIn: 4096, fanOut: 32, threads: 1 };
    expect((await gated(asked)).worst).toBe("pass");
    expect((await gated({ ...asked, fanIn: 4000 })).results[0]!.fanIn).toBe(4000);
  });

  test("heads by head size by features: the kernel of an attention's output", async () => {
    const kernel: Draw = ({ shape: [h, d, f], seed }) =>
      fill(contract("glorot_uniform"), { shape: [h! * d!, f!], layout: "io", seed: seed ?? 1 });
    const mine = subject({ glorot_uniform: kernel }, { layout: "iio" });
    expect((await gated({ subject: mine })).worst).toBe("pass");
    expect((await gated({ subject: mine, layout: "wio", shapes: [[4, 8, 30]] })).worst).toBe("fail");
  });
});

test("any is exempt, and no pass of a law", async () => {
  const both = subject({ he_normal: heNormal, table: contract("ones") }, { claims: { table: { as: "any" } } });
  const { results, worst: all } = await gated({ subject: both, shapes: SHAPES });
  expect(all).toBe("pass");
  expect(results[1]!.notes).toContain("exempt: table is claimed to follow no law");
  expect((await gated({ subject: both, shapes: SHAPES, as: "any" })).worst).toBe("undetermined");
});

describe("the command", () => {
  test.each([
    [["check", "--initializr", "x"], "initgate: unknown option '--initializr' (did you mean --initializer?)\n"],
    [["chek"], "initgate: unknown command 'chek' (did you mean check?)\n"],
  ])("%j", (args, line) => {
    const run = initgate(args);
    expect([run.code, run.stderr]).toEqual([2, line]);
  });

  test("--list says what would run, and draws nothing", () => {
    const run = initgate([
      "check",
      "--list",
      "--initializer",
      "he_*,random_normal(stddev=1/fan_in)",
      "--shape",
      "30x50",
    ]);
    expect(run.stdout).toBe(
      "he_uniform 30x50 io float32\nhe_normal 30x50 io float32\nrandom_normal(stddev=1/fan_in) 30x50 io float32\n",
    );
    expect(run.code).toBe(0);
  });

  test("--bail ends the run at the same case whatever the threads", () => {
    const run = (threads: string) => {
      const args = ["check", "--initializer", "zeros,he_normal,he_uniform,lecun_normal,ones", "--as", "zeros"];
      const ran = initgate([...args, "--shape", "30x50", "--bail", "2", "--threads", threads]);
      return { code: ran.code, csv: ran.file("verdicts.csv") };
    };
    const one = run("1");
    expect(one.code).toBe(1);
    expect(one.csv.match(/,(pass|fail|undetermined),/g)).toEqual([
      ...[",pass,", ",fail,", ",fail,", ",undetermined,", ",undetermined,"],
    ]);
    expect(one.csv).toContain("not judged: --bail 2 ended the run");
    expect(run("2").csv).toBe(one.csv);
  });

  test("a replay of an expression is the same case", () => {
    const args = ["check", "--initializer", "random_normal(stddev=sqrt(2/fan_in))", "--as", "lecun_normal"];
    const first = initgate([...args, "--shape", "30x50", "--samples", "4000"]).file("verdicts.csv");
    const replay = /initgate (check .*?),/.exec(first)![1]!;
    const words = [...replay.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    expect(initgate(words).file("verdicts.csv")).toBe(first);
  });
});
