// Every way to misbehave, by name: node bad.mjs <way>. What is not said here is done right.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { npy } from "./npy.mjs";

const [way, argument] = process.argv.slice(2);
const hang = () => new Promise(() => setInterval(() => {}, 1000));
const write = (bytes, then) => process.stdout.write(bytes, then);
const say = (value) => write(`${JSON.stringify(value)}\n`);
const flood = (stream, text) => {
  const more = () => {
    while (stream.write(text));
    stream.once("drain", more);
  };
  more();
};
const description = { name: "bad", version: "0", layout: "io", initializers: ["he_normal"] };
const zeros = (shape) => npy(shape, new Float32Array(shape.reduce((a, b) => a * b, 1)));

const onDescribe = {
  "describe-npy": () => write(zeros([2])),
  "describe-error": () => say({ error: "no weights today" }),
  "describe-hang": hang,
  "describe-crash": () => {
    console.error("ImportError:\x1b[31m no module\x07 named torch");
    process.exitCode = 3;
    process.exit();
  },
  "describe-huge": () => say({ ...description, initializers: Array.from({ length: 20_000 }, (_, k) => `he_${k}`) }),
  "describe-nothing": () => say({}),
  "describe-no-list": () => say({ ...description, initializers: "he_normal" }),
  "describe-two-lines": () => say({ ...description, name: "two\nlines" }),
  "describe-cut": () => write('{"name": "b', () => process.exit()),
  "describe-list": () => write('{"name":}\n'),
  noise: () => write("Loading model...\n"),
  "endless-line": () => flood(process.stdout, "{".padEnd(8192)),
};

let answers = 0;
const onDraw = {
  crash: () => process.kill(process.pid, "SIGSEGV"),
  exit: () => process.exit(7),
  hang,
  garbage: () => write("garbage"),
  "bad-json": () => write("{garbage\n"),
  "wrong-shape": ({ shape }) => write(zeros([...shape].reverse())),
  "wrong-dtype": ({ shape }) => write(npy(shape, new Float32Array(2 * shape[0] * shape[1]), "<f8")),
  "unknown-dtype": ({ shape }) => write(npy(shape, new Float32Array(shape[0] * shape[1]), "<i4")),
  huge: () => write(npy([1e6, 1e6], [])),
  "long-header": () => write(Buffer.from("\x93NUMPY\x02\x00\xff\xff\xff\xff", "latin1")),
  endless: () => flood(process.stdout, "x".repeat(8192)),
  cut: ({ shape }) => {
    write(zeros(shape).subarray(0, -1), () => process.exit());
    return hang();
  },
  "cut-and-hang": ({ shape }) => {
    write(zeros(shape).subarray(0, -1));
    return hang();
  },
  "one-byte-more": ({ shape }) => write(Buffer.concat([zeros(shape), Buffer.from("\n")])),
  twice: ({ shape }) => write(Buffer.concat([zeros(shape), zeros(shape)])),
  "dies-after": ({ shape }) => (answers++ < Number(argument) ? write(zeros(shape)) : process.exit(1)),
  "stderr-flood": ({ shape }) => {
    if (answers++ === 0) for (let k = 0; k < 3000; k++) process.stderr.write(`${"warning ".repeat(50)}\n`);
    write(zeros(shape));
  },
  "endless-stderr": () => flood(process.stderr, "oh no\n"),
  "wrong-id": ({ id }) => say({ id: id + 1, error: "unsupported: who asked" }),
  "no-id": () => say({ error: "unsupported" }),
  "no-error": ({ id }) => say({ id }),
  "error-text": ({ id, shape }) =>
    answers++ === 0 ? say({ id, error: "ValueError:\n bad\tgain" }) : write(zeros(shape)),
  "deaf-child": () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
    writeFileSync(argument, String(child.pid));
    hang();
  },
  trickle: async ({ shape }) => {
    for (const byte of zeros(shape)) {
      write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
  },
  "closes-stdin": ({ shape }) => {
    write(zeros(shape));
    process.stdin.destroy();
    hang();
  },
  immortal: ({ shape }) => {
    process.on("SIGTERM", () => {});
    writeFileSync(argument, String(process.pid));
    setInterval(() => {}, 1000);
    write(zeros(shape));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (!request.describe) await onDraw[way](request);
  else if (way in onDescribe) onDescribe[way]();
  else say(description);
}
