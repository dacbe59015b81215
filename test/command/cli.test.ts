/** The command line end to end: the built program, spawned. */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { initgate } from "../run.js";

const small = ["--shape", "7x13", "--samples", "2000"];
const node = (program: string): string[] => ["--command", `node test/subject/programs/${program}`];

test.each(["--weights", "--activations", "--input"])("propagate --redis refuses %s in one line", (option) => {
  const { code, stdout, stderr } = initgate(["propagate", "--redis", "redis://127.0.0.1:1", option, "file.npz"]);
  const message = `initgate: propagate: --redis must stand without ${option}: files do not travel\n`;
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: message });
});

test.each(["18.20.8", "20.18.3"])("Node %s is told which one is needed, in one line", (version) => {
  const old = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;
  const { code, stderr } = initgate(["check"], { node: ["--import", old] });
  const message = `initgate: Node.js must be 20.19 or later, got ${version}: install a newer one (nodejs.org)\n`;
  expect({ code, stderr }).toEqual({ code: 2, stderr: message });
});

describe("what is not written is said", () => {
  const zeros = ["--initializer", "zeros", "--shape", "3x5"];

  test("report does not write its page over that of a run: no reader would take the directory any more", () => {
    const [one, other] = ["zeros", "ones"].map((name) =>
      initgate(["check", "--initializer", name, "--shape", "3x5", "--reporter", "html"]),
    );
    expect(initgate(["report", one!.out, "--out", one!.out]).code).toBe(0);
    const both = initgate(["report", one!.out, other!.out, "--out", one!.out]);
    const line = `initgate: report: ${one!.out} must not hold another run's report.html: name another --out\n`;
    expect([both.code, both.stderr]).toEqual([2, line]);
    expect(initgate(["report", one!.out]).code).toBe(0);
  });

  test("commands that write no report say that --reporter is not used", () => {
    const written = initgate(["baseline", "write", "b.json", ...zeros, "--reporter", "html"]);
    const line = (command: string, file: string) =>
      `initgate: ${command}: writes only ${file}: --reporter is not used\n`;
    expect([written.code, written.stderr]).toEqual([0, line("write", "a baseline")]);
    const { out } = initgate(["check", ...zeros]);
    const page = initgate(["report", out, "--reporter", "junit"]);
    expect([page.code, page.stderr]).toEqual([0, line("report", "report.html")]);
  });
});

describe("check", () => {
  test("passes the reference, writes the contract's columns and exits 0", () => {
    const run = initgate(["check", "--initializer", "he_normal,zeros", ...small]);
    expect(run.stderr).toBe("");
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("2 passed, 0 failed, 0 undetermined");
    const columns =
      "subject,subject_version,initializer,shape,layout,dtype,seed,fan_in,fan_out,check,n,statistic,p_value,alpha,verdict,expected,observed,detects";
    expect(run.file("statistics.csv").split("\n")[0]!.startsWith(columns)).toBe(true);
    expect(run.file("verdicts.csv")).toMatch(
      /^subject,subject_version,initializer,shape,layout,dtype,seed,verdict,failed_checks,diagnosis,replay/,
    );
    expect(run.file("statistics.csv")).not.toMatch(/(^|,)(NaN|-?Infinity|undefined)(,|$)|\r/m);
  });

  test("the same seed gives the same bytes on any number of threads; another seed others", () => {
    const args = [
      "check",
      "--initializer",
      "glorot_normal,orthogonal,sparse,constant",
      "--shape",
      "30x40,3x5",
      "--quiet",
    ];
    const [one, two, other] = [
      ["--threads", "1"],
      ["--threads", "2"],
      ["--threads", "2", "--seed", "1"],
    ].map((more) => initgate([...args, ...more]));
    expect([one!.code, two!.code, other!.code]).toEqual([0, 0, 0]);
    for (const file of ["statistics.csv", "verdicts.csv"]) expect(two!.file(file)).toBe(one!.file(file));
    expect(other!.file("statistics.csv")).not.toBe(one!.file("statistics.csv"));
    expect(one!.stdout).toBe("");
  });

  test("aliases, parameters and layouts are taken", () => {
    const run = initgate([
      "check",
      "--initializer",
      "random_normal",
      "--param",
      "mean=2",
      "--param",
      "stddev=3",
      "--shape",
      "12x7",
      "--layout",
      "(go)i",
      "--groups",
      "3",
      "--json",
    ]);
    const record = JSON.parse(run.stdout);
    expect(run.code).toBe(0);
    expect(record.results[0]).toMatchObject({ fanIn: 7, fanOut: 4, verdict: "pass" });
    expect(initgate(["check", "--initializer", "kaiming_normal", ...small]).code).toBe(0);
  });

  test("the replay of a case gives its findings again", () => {
    const run = initgate([
      "check",
      "--initializer",
      "he_uniform,glorot_uniform",
      "--shape",
      "7x13,3x5",
      "--samples",
      "2000",
    ]);
    const replay = JSON.parse(
      initgate([
        "check",
        "--initializer",
        "he_uniform,glorot_uniform",
        "--shape",
        "7x13,3x5",
        "--samples",
        "2000",
        "--json",
      ]).stdout,
    ).results[2].replay as string;
    const again = initgate(replay.split(" ").slice(2));
    const rows = run
      .file("statistics.csv")
      .split("\n")
      .filter((row) => row.includes("glorot_uniform,7x13"));
    // The level is recomputed from a share of a share: it may differ in its last digit.
    const blind = (row: string): string =>
      row
        .split(",")
        .filter((_, column) => column !== 13)
        .join(",");
    expect(again.file("statistics.csv").split("\n").slice(1, -1).map(blind)).toEqual(rows.map(blind));
  });

  test("--fresh draws another seed each time, tells it, and --seed gives it again", () => {
    const args = ["check", "--initializer", "he_normal", ...small];
    const [one, two] = [initgate([...args, "--fresh"]), initgate([...args, "--fresh"])];
    const seedOf = ({ stdout }: { stdout: string }): string => /^seed (\d+), /m.exec(stdout)![1]!;
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(seedOf(one)).not.toBe(seedOf(two));
    const again = initgate([...args, "--seed", seedOf(one)]);
    expect(again.file("statistics.csv")).toBe(one.file("statistics.csv"));
  });

  test("--alpha is shared among the same tests: a millionfold alpha is a level times 10^(6 * 3/13)", () => {
    const run = (alpha: string) => initgate(["check", "--initializer", "he_normal", ...small, "--alpha", alpha]);
    const [strict, loose] = [run("1e-9"), run("1e-3")];
    expect(loose.stdout).toContain("alpha 0.001");
    // Looser levels let some checks go on to a second stage, whose levels are others.
    const rows = ({ file }: typeof strict): string[][] =>
      file("statistics.csv")
        .split("\n")
        .slice(1, -1)
        .map((row) => row.split(","));
    const after = rows(loose);
    const spent = rows(strict).flatMap((row, k) =>
      row[18] === "1" && after[k]![18] === "1" && row[13] !== "0" ? [[Number(row[13]), Number(after[k]![13])]] : [],
    );
    expect(spent.length).toBeGreaterThan(5);
    for (const [before, now] of spent) expect(now).toBeCloseTo(before! * 10 ** (18 / 13), 12);
  });

  test("judges by another contract with --as, and names what is wrong", () => {
    const run = initgate(["check", "--initializer", "he_normal", "--as", "lecun_normal", ...small]);
    expect(run.code).toBe(1);
    expect(run.file("verdicts.csv")).toContain("fail");
    expect(run.stdout).toContain("0 passed, 1 failed, 0 undetermined");
  });

  test("too few samples are doubt, not a pass", () => {
    const run = initgate(["check", "--initializer", "he_normal", "--shape", "0x5"]);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain("too few samples");
  });
});

describe("bad input is one line on stderr and exit 2", () => {
  test.each([
    [
      ["check", "--initializer", "he_norma"],
      /^initgate: initializer: must be the name of a contract, got he_norma \(did you mean he_normal\?\)\n$/,
    ],
    [["check", "--shape", "3xx"], /must be sizes joined by x/],
    [
      ["check", "--shape", "3x4", "--layout", "oihw"],
      /^initgate: glorot_uniform: layout: one of oihw must have 2 axes, got shape 3x4; --exclude leaves it out\n$/,
    ],
    [["check", "--alpha", "2"], /must be a number between 0 and 1, got 2/],
    [["check", "--seed", "-1"], /must be an integer from 0/],
    [["check", "--threads", "0"], /must be a positive integer, got 0/],
    [["check", "--subject", "nobody"], /must be one of reference, tfjs.*, got nobody\n$/],
    [["check", "--subject", "kreas"], /got kreas \(did you mean keras\?\)\n$/],
    [["check", "--dtype", "floa32"], /got floa32 \(did you mean float32\?\)\n$/],
    [["check", "--reporter", "juint"], /got juint \(did you mean junit\?\)\n$/],
    [["completion", "bahs"], /got bahs \(did you mean bash\?\)\n$/],
    [["recommend", "--architecture", "residul"], /got residul \(did you mean residual\?\)\n$/],
    [["check", "--param", "x"], /must be k=v, got x/],
    [
      ["check", "--initializer", "he_normal", "--param", "gain=2"],
      /^initgate: he_normal: parameters must be of none, got gain\n$/,
    ],
    [["check", "--command", "/no/such/program"], /\/no\/such\/program/],
    [["check", "--shape", "3x3", "--initializer", "dirac"], /^initgate: dirac: the layout must have a receptive field/],
    [["chekc"], /unknown command/],
    [["check", "--no-such-flag"], /unknown option/],
  ])("%j", (args, message) => {
    const run = initgate(args);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.stdout).toBe("");
    expect(run.code).toBe(2);
    expect(existsSync(`${run.out}/statistics.csv`)).toBe(false);
  });

  test("a directory that cannot be written", () => {
    const run = initgate(["check", "--initializer", "zeros", ...small, "--out", "/dev/null/report"]);
    expect(run.stderr).toMatch(/^initgate: report: \/dev\/null\/report must be writable, got ENOTDIR\n$/);
    expect(run.code).toBe(2);
  });
});

describe("subjects behind --command", () => {
  test("a right one passes", () => {
    expect(initgate(["check", ...node("he.mjs"), "--shape", "300x500,3x5"]).code).toBe(0);
  });
});

describe("help", () => {
  test.each([[["--help"]], [["check", "--help"]], [["--version"]]])("%j exits 0", (args) => {
    const run = initgate(args);
    expect(run.code).toBe(0);
    expect(run.stdout.length).toBeGreaterThan(4);
  });
});

describe("tfjs", () => {
  test("where it is not installed, one line says how to install it", () => {
    const run = initgate(["check", "--subject", "tfjs"], {
      node: ["--import", "./test/subject/programs/withoutTfjs.mjs"],
    });
    expect(run.stderr).toBe(
      "initgate: tfjs: @tensorflow/tfjs must be installed beside initgate (npm install @tensorflow/tfjs), got none\n",
    );
    expect(run.code).toBe(2);
  });
});
