/** The Python helper answers as the protocol says, prints nothing among its answers, and survives what a draw raises. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCommand } from "../../harness/subject/command.js";
import { withPythonHelper } from "../../harness/subject/pythonEnvironment.js";
import type { Answer, Request, Subject } from "../../harness/subject/subject.js";
import { initgate, ROOT } from "../run.js";

const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("skipped: the Python helper's tests need python3, and none is installed");

const asked = (change: Partial<Request>): Request => ({
  ...{ initializer: "he_normal", shape: [30, 50], layout: "io", groups: 1, dtype: "float32", seed: 7, params: {} },
  ...change,
});

describe.skipIf(!hasPython)("initgate_subject", () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await openCommand(`python3 ${join(ROOT, "test/subject/programs/served.py")}`);
  });
  afterAll(() => subject?.close());

  const drawn = async (change: Partial<Request>): Promise<Answer> => (await subject.draw([asked(change)]))[0]!;

  test("describes what it serves", () =>
    expect(subject.description).toMatchObject({ name: "served", version: "3", layout: "io" }));

  test.each(["float64", "float32", "float16", "bfloat16"] as const)("answers lists as %s", async (dtype) => {
    const answer = await drawn({ dtype });
    expect(answer).toMatchObject({ kind: "tensor", tensor: { dtype, shape: [30, 50] } });
    expect(await drawn({ dtype })).toEqual(answer);
    expect(await drawn({ dtype, seed: 8 })).not.toEqual(answer);
  });

  test("takes flat arrays and a function of any parameters", async () => {
    expect(await drawn({ initializer: "glorot_uniform" })).toMatchObject({ tensor: { shape: [30, 50] } });
    const wide = await drawn({ initializer: "random_normal", params: { stddev: 3 } });
    expect(wide).toMatchObject({ kind: "tensor", tensor: { shape: [30, 50] } });
  });

  test("says what it cannot, and why, in one line; the next request is answered", async () => {
    const told = async (initializer: string) => (await drawn({ initializer })) as { kind: string; reason: string };
    expect(await told("zeros")).toMatchObject({ kind: "unsupported", reason: "unsupported: none today" });
    expect(await told("sparse")).toMatchObject({ kind: "unsupported", reason: "unsupported: sparse" });
    expect((await told("ones")).reason).toContain("ones: ValueError: two lines");
    expect((await told("orthogonal")).reason).toContain("must answer rows of one length");
    expect((await told("random_normal")).reason).toContain("KeyError: 'stddev'");
    expect(await drawn({})).toMatchObject({ kind: "tensor" });
  });

  test("a module that is not there is told with what to do", () => {
    const program = join(mkdtempSync(join(tmpdir(), "initgate-")), "lost.py");
    writeFileSync(program, "import no_such_library\n");
    expect(initgate(["check", "--command", `python3 ${program}`]).stderr).toMatch(
      /No module named 'no_such_library'; the Python of --command must have no_such_library: name another \(\/path\/to\/python\), install it, or set PYTHONPATH to its folder\n$/,
    );
  });

  describe("its own parameters", () => {
    const program = `python3 ${join(ROOT, "test/subject/programs/served.py")}`;
    const gated = (...args: string[]) =>
      initgate(["check", "--command", program, "--initializer", "random_normal", "--shape", "30x50", ...args]);

    test("reach the draw beside the contract's, are held to none, and are replayed", () => {
      const right = gated("--param", "device=plain", "--param", "stddev=3");
      expect([right.code, right.stderr]).toEqual([0, ""]);
      const wrong = gated("--param", "device=doubling", "--json");
      const { results } = JSON.parse(wrong.stdout);
      expect([wrong.code, results[0].diagnosis.mistake]).toEqual([1, "wrong-scale"]);
      expect(results[0].replay).toContain("--param stddev=0.05 --param device=doubling");
    });

    test("reach the weights of networks, and no prediction", () => {
      const net = ["--width", "32", "--depth", "5", "--nets", "5", "--param", "stddev=0.2"];
      const run = (device: string, ...args: string[]) =>
        initgate([
          "propagate",
          "--command",
          program,
          "--initializer",
          "random_normal",
          ...net,
          ...args,
          "--param",
          device,
        ]);
      const plain = run("device=plain");
      expect([plain.code, plain.stderr]).toEqual([0, ""]);
      const doubling = run("device=doubling", "--json");
      expect([doubling.code, JSON.parse(doubling.stdout).curves[0].inside]).toEqual([1, "fail"]);
      expect(run("device=far").stderr).toBe("initgate: served: device=far must be there to draw with, got: no cable\n");
    });

    test.each([
      ["device=far", "initgate: served: device=far must be there to draw with, got: no cable\n"],
      ["device=plai", "initgate: served: device must be one of plain, doubling, far, got plai (did you mean plain?)\n"],
    ])("%s is refused in one line", (word, line) => {
      const { code, stderr } = gated("--param", word);
      expect([code, stderr]).toEqual([2, line]);
    });
  });

  test("no draw function is a mistake told in one line", () => {
    const { stderr, status } = spawnSync("python3", ["-c", "from initgate_subject import serve; serve({})"], {
      env: withPythonHelper(process.env),
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toBe(
      'TypeError: serve: draws must be a dict of functions such as {"he_normal": draw}, got {}',
    );
  });

  test("a draw function that needs what no request gives is told what one gives", () => {
    const program = join(mkdtempSync(join(tmpdir(), "initgate-")), "needs.py");
    writeFileSync(
      program,
      'from initgate_subject import serve\nserve({"zeros": lambda shape, fan_in, gain=1: [0] * 15}, name="needs")\n',
    );
    const { code, stdout } = initgate(["check", "--command", `python3 ${program}`, "--shape", "3x5", "--json"]);
    expect([code, JSON.parse(stdout).results[0].notes]).toEqual([
      2,
      [
        'needs: must answer with a .npy file, got error "zeros: TypeError: draw must take what a request gives (dtype, groups, initializer, layout, seed, shape), but it needs fan_in"',
      ],
    ]);
  });

  test("the page's program passes the gate", () => {
    const program = join(mkdtempSync(join(tmpdir(), "initgate-")), "mine.py");
    const page = readFileSync(join(ROOT, "docs", "subjects.md"), "utf8");
    writeFileSync(program, /```python\n(# mine\.py[\s\S]*?)```/.exec(page)![1]!);
    const run = initgate(["check", "--command", `python3 ${program}`, "--shape", "30x50", "--quiet"]);
    expect([run.code, run.stdout, run.stderr]).toEqual([0, "", ""]);
  });
});

test("the user's own PYTHONPATH goes first", () => {
  expect(withPythonHelper({ PYTHONPATH: "/own" })["PYTHONPATH"]).toMatch(/^\/own[:;].*adapters$/);
});
