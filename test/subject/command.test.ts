import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type CommandOptions, openCommand } from "../../harness/subject/command.js";
import type { Answer, Request, Subject } from "../../harness/subject/subject.js";

const program = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
const node = (name: string, ...args: string[]): string =>
  [process.execPath, program(name), ...args].map((word) => `"${word}"`).join(" ");
const quick: CommandOptions = { describeTimeoutMs: 20_000, answerTimeoutMs: 10_000, graceMs: 300 };
const hasty: CommandOptions = { ...quick, answerTimeoutMs: 300 };
const request: Request = {
  initializer: "he_normal",
  shape: [30, 50],
  layout: "io",
  groups: 1,
  dtype: "float32",
  seed: 7,
  params: {},
};

const open: Subject[] = [];
const opened = async (command: string, options = quick): Promise<Subject> => {
  const subject = await openCommand(command, options);
  open.push(subject);
  return subject;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((subject) => subject.close()));
});

const refusal = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  const { message } = error as Error;
  expect(message).not.toMatch(/\p{Cc}/u);
  return message;
};
const reasonOf = (answer: Answer | undefined): string => {
  expect(answer?.kind).toBe("broken");
  const reason = answer?.kind === "broken" ? answer.reason : "";
  expect(reason).not.toMatch(/\p{Cc}/u);
  expect(reason.length).toBeLessThan(3000);
  return reason;
};
/** A zombie is dead: only its parent, which may be slow, has yet to take note. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^(Z|$)/.test(execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim());
  } catch {
    return false;
  }
};
const scratch = (): string => join(mkdtempSync(join(tmpdir(), "initgate-")), "pid");
const pidIn = (file: string): number => Number(readFileSync(file, "utf8"));

describe("a correct subject", () => {
  test("describes itself and answers in order, seed by seed", async () => {
    const subject = await opened(node("he.mjs"));
    expect(subject.description).toEqual({ name: "he", version: "1.0.0", layout: "io", initializers: ["he_normal"] });
    const seeds = [...Array(40).keys(), 0];
    const answers = await subject.draw(seeds.map((seed) => ({ ...request, seed })));
    const values = answers.map((answer) => (answer.kind === "tensor" ? [...answer.tensor.data] : []));
    expect(answers.map(({ kind }) => kind)).toEqual(seeds.map(() => "tensor"));
    expect(new Set(values.map(String)).size).toBe(40);
    expect(values[40]).toEqual(values[0]);
    const square = values.flat().reduce((sum, x) => sum + x * x, 0) / values.flat().length;
    expect(square * 15).toBeGreaterThan(0.9);
    expect(square * 15).toBeLessThan(1.1);
  });

  test("that refuses the first of a thousand is not asked for the others, unless they are of another shape", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "initgate-")), "refusing.mjs");
    writeFileSync(
      file,
      `import { createInterface } from "node:readline";
      let asked = 0;
      createInterface({ input: process.stdin }).on("line", (line) => {
        const { id, describe, seed } = JSON.parse(line);
        if (describe) console.log(JSON.stringify({ name: "refusing", version: "1", initializers: ["he_normal"] }));
        else console.log(JSON.stringify({ id, error: "unsupported: " + asked++ }));
      });`,
    );
    const subject = await opened(`"${process.execPath}" "${file}"`);
    const thousand = Array.from({ length: 1000 }, (_, seed) => ({ ...request, seed }));
    const answers = await subject.draw(thousand);
    expect(answers).toHaveLength(1000);
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["unsupported"]));
    const [next] = await subject.draw([request]);
    const asked = next?.kind === "unsupported" ? Number(/\d+$/.exec(next.reason)?.[0]) : 1000;
    expect(asked).toBeLessThan(10);
    const others = await subject.draw(thousand.map((one, k) => ({ ...one, shape: [1 + (k % 2), 3] })));
    expect(JSON.stringify(others.at(-1))).toContain(`unsupported: ${asked + 1000}`);
  });

  test("however long it may take for an answer", async () => {
    const subject = await opened(node("he.mjs"), { ...quick, answerTimeoutMs: 1e12 });
    expect((await subject.draw([request]))[0]?.kind).toBe("tensor");
  });

  test("is sent the words of the protocol, and no others", async () => {
    const echo = `${JSON.stringify(process.execPath)} ${JSON.stringify(program("echo.mjs"))}`;
    const subject = await opened(echo);
    const [answer] = await subject.draw([{ ...request, fanIn: 4096, fanOut: 32 }]);
    expect(answer).toEqual({
      kind: "unsupported",
      reason: "unsupported: id initializer shape layout groups dtype seed params",
    });
  });

  test("may refuse what it does not support, and goes on", async () => {
    const subject = await opened(node("he.mjs"));
    const answers = await subject.draw([{ ...request, initializer: "magic" }, request]);
    expect(answers[0]).toEqual({ kind: "unsupported", reason: "unsupported: magic" });
    expect(answers[1]?.kind).toBe("tensor");
  });

  test("answers draws asked for at once, each with its own", async () => {
    const subject = await opened(node("he.mjs"));
    const shapes = [
      [3, 5],
      [5, 3],
      [1, 1],
    ];
    const answers = await Promise.all(shapes.map((shape) => subject.draw([{ ...request, shape }])));
    expect(answers.flat().map((answer) => answer.kind === "tensor" && answer.tensor.shape)).toEqual(shapes);
    expect(await subject.draw([])).toEqual([]);
  });

  test("in NumPy, in every dtype that it has", async (context) => {
    const python = "/usr/bin/python3";
    try {
      execFileSync(python, ["-c", "import numpy"], { stdio: "ignore" });
    } catch {
      console.warn(`${python} cannot import numpy: the NumPy subject was not tested`);
      return context.skip();
    }
    const subject = await opened(`${python} ${program("he.py")}`);
    const answers = await subject.draw(
      (["float32", "float64", "float16"] as const).map((dtype) => ({ ...request, dtype })),
    );
    for (const [k, close] of [1e-7, 0, 1e-3].entries()) {
      const [exact, answer] = [answers[1], answers[k]];
      if (exact?.kind !== "tensor" || answer?.kind !== "tensor") throw new Error("must be tensors");
      expect(answer.tensor.data.every((x, at) => Math.abs(x - exact.tensor.data[at]!) <= close)).toBe(true);
    }
  });
});

describe("a program that cannot be opened says why", () => {
  test.each([
    ["", /must name a program, got ""/],
    ["'unclosed", /must close every quote/],
    ["no-such-program --at-all", /must name a program that starts, got "no-such-program" \(ENOENT\)/],
    [program("he.py"), /EACCES/],
    ["a\0b", /must name a program that starts/],
  ])("%j", async (command, message) => {
    expect(await refusal(openCommand(command, quick))).toMatch(message);
  });

  test.each([
    ["describe-npy", /must describe itself with a JSON line, got a \.npy file/],
    ["describe-error", /must describe itself, got error "no weights today"/],
    ["describe-hang", /must answer within 0\.5 s, got no whole answer/],
    ["describe-crash", /got the end of its output \(exited with code 3\); stderr: ImportError: no module named torch$/],
    ["describe-huge", /JSON line of at most 65536 bytes, got a longer one/],
    ["describe-nothing", /must describe its name as one line of text, got nothing/],
    ["describe-no-list", /must describe its initializers as a list of names, got "he_normal"/],
    ["describe-two-lines", /must describe its name as one line of text/],
    ["describe-cut", /must end a JSON line, got "\{"name": "b" \(exited with code 0\)/],
    ["describe-list", /must answer with a JSON line, got "\{"name":\}"/],
    ["noise", /must describe itself with a JSON line, got "Loading model\.\.\."/],
    ["endless-line", /JSON line of at most 65536 bytes/],
  ])("%s", async (way, message) => {
    const options = way === "describe-hang" ? { ...quick, describeTimeoutMs: 500 } : quick;
    expect(await refusal(openCommand(node("bad.mjs", way), options))).toMatch(message);
  });
});

describe("a subject that breaks is broken from there on", () => {
  test.each([
    ["crash", /got the end of its output \(was killed by SIGSEGV\)/],
    ["exit", /got the end of its output \(exited with code 7\)/],
    ["hang", /must answer within 0\.3 s/],
    ["cut-and-hang", /must answer within 0\.3 s/],
    ["garbage", /must answer with a \.npy file or a JSON line, got "(garbage)+"/],
    ["bad-json", /must answer with a JSON line, got "\{garbage"/],
    ["unknown-dtype", /dtype must be f8, f4, f2 or V2 \(bfloat16\), got <i4/],
    ["huge", /must answer shape \(30, 50\) float32, got shape \(1000000, 1000000\) float32/],
    ["long-header", /header must have at most 65536 bytes, got 4294967295/],
    ["endless", /must answer with a \.npy file or a JSON line, got "x+\.\.\."/],
    ["cut", /must answer with a whole \.npy file, got part of one \(exited with code 0\)/],
    ["twice", /must answer/],
    ["one-byte-more", /must answer/],
    ["endless-stderr", /must answer within 0\.3 s, got no whole answer; stderr: \.\.\..*oh no$/],
    ["wrong-id", /must answer with the id of its request, got another$/],
    ["no-id", /must answer with the id of its request, got nothing$/],
    ["no-error", /must say its error as text, got nothing/],
  ])("%s", async (way, message) => {
    const subject = await opened(node("bad.mjs", way), /hang|endless/.test(way) ? hasty : quick);
    const answers = await subject.draw([request, { ...request, seed: 8 }, { ...request, seed: 9 }]);
    const reasons = answers.slice(way === "one-byte-more" ? 1 : 0).map(reasonOf);
    expect(reasons[0]).toMatch(/^bad: /);
    expect(reasons[0]).toMatch(message);
    expect(new Set(reasons).size).toBe(1);
    expect(await subject.draw([request])).toEqual(answers.slice(-1));
  });

  test("at the answer that is missing, not before", async () => {
    const subject = await opened(node("bad.mjs", "dies-after", "3"));
    const answers = await subject.draw(Array(20).fill(request));
    expect(answers.map(({ kind }) => kind)).toEqual([...Array(3).fill("tensor"), ...Array(17).fill("broken")]);
    expect(reasonOf(answers[3])).toMatch(/exited with code 1/);
  });

  test("once closed", async () => {
    const subject = await openCommand(node("he.mjs"), quick);
    await subject.close();
    await subject.close();
    expect(reasonOf((await subject.draw([request]))[0])).toMatch(/must be open to answer, got closed/);
  });
});

describe("a subject that errs and stays in step is heard out", () => {
  test.each([
    ["wrong-shape", /must answer shape \(30, 50\) float32, got shape \(50, 30\) float32/],
    ["wrong-dtype", /must answer float32, got float64: convert it, or gate with --dtype float64$/],
  ])("%s", async (way, message) => {
    const subject = await opened(node("bad.mjs", way));
    const square = { ...request, shape: [4, 4] };
    const answers = await subject.draw([request, square, request]);
    expect(reasonOf(answers[0])).toMatch(message);
    expect(answers[1]?.kind).toBe(way === "wrong-shape" ? "tensor" : "broken");
    expect(answers[2]).toEqual(answers[0]);
  });

  test("an error of its own", async () => {
    const subject = await opened(node("bad.mjs", "error-text"));
    const answers = await subject.draw([request, request]);
    expect(reasonOf(answers[0])).toBe('bad: must answer with a .npy file, got error "ValueError: bad gain"');
    expect(answers[1]?.kind).toBe("tensor");
  });

  test.each(["stderr-flood", "trickle", "closes-stdin"])("%s", async (way) => {
    const subject = await opened(node("bad.mjs", way));
    const answers = await subject.draw([{ ...request, shape: [4, 4] }]);
    expect(answers).toEqual([
      { kind: "tensor", tensor: { shape: [4, 4], dtype: "float32", data: new Float32Array(16) } },
    ]);
  });
});

/** The command module in JavaScript, for a process of its own: signals reach no thread. */
function compile(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const out = mkdtempSync(join(tmpdir(), "initgate-"));
  writeFileSync(join(out, "package.json"), '{ "name": "initgate", "type": "module" }');
  const options = ["--ignoreConfig", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const files = ["--rootDir", ".", "--outDir", out, "harness/subject/command.ts"];
  execFileSync(process.execPath, [tsc, ...options, ...files], { cwd: root });
  return join(out, "harness/subject/command.js");
}

describe("no process is left behind", () => {
  let compiled = "";
  beforeAll(() => {
    compiled = compile();
  });

  test("by close, whatever the program thinks of it", async () => {
    const file = scratch();
    const subject = await opened(node("bad.mjs", "immortal", file), { ...quick, graceMs: 100 });
    expect((await subject.draw([request]))[0]?.kind).toBe("tensor");
    expect(isAlive(pidIn(file))).toBe(true);
    await subject.close();
    expect(isAlive(pidIn(file))).toBe(false);
  });

  test("by a hang, nor what the program has started", async () => {
    const file = scratch();
    const subject = await opened(node("bad.mjs", "deaf-child", file), { ...quick, answerTimeoutMs: 1_000 });
    expect(reasonOf((await subject.draw([request]))[0])).toMatch(/must answer within 1 s/);
    await expect.poll(() => isAlive(pidIn(file)), { timeout: 5_000, interval: 20 }).toBe(false);
  });

  test("by close while it is asked", async () => {
    const subject = await opened(node("bad.mjs", "hang"));
    const answers = subject.draw([request]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await subject.close();
    expect(reasonOf((await answers)[0])).toMatch(/got closed/);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)("by %s", async (signal) => {
    const file = scratch();
    const gate = spawn(process.execPath, [program("interrupted.mjs"), compiled, node("bad.mjs", "immortal", file)]);
    const ended = new Promise((resolve) => gate.once("exit", (_, by) => resolve(by)));
    await expect.poll(() => existsSync(file) && pidIn(file) > 0, { timeout: 20_000, interval: 20 }).toBe(true);
    gate.kill(signal);
    expect(await ended).toBe(signal);
    await expect.poll(() => isAlive(pidIn(file)), { timeout: 5_000, interval: 20 }).toBe(false);
  });
});
