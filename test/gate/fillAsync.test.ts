/** Threads make the bytes that one makes: every law, lengths around the pieces that are shared out, seeds. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import { point, sampleInto, standardNormal } from "../../harness/contract/law/index.js";
import { PIECE } from "../../harness/contract/law/share.js";
import { fillAsync, sampleAsync } from "../../harness/gate/fillAsync.js";
import { openStream } from "../../harness/random/index.js";
import {
  heNormal,
  orthogonal,
  randomNormal,
  randomUniform,
  sparse,
  truncatedNormal,
  zeros,
} from "../../initializers/index.js";
import { ROOT } from "../run.js";

const same = (a: Float32Array, b: Float32Array): boolean =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));

const LAWS: readonly (readonly [Initializer, Readonly<Record<string, number>>])[] = [
  [randomNormal, { mean: 0, stddev: 1 }],
  [randomNormal, { mean: 0.3, stddev: 1e-3 }],
  [randomUniform, { minval: -0.1, maxval: 0.7 }],
  [truncatedNormal, { stddev: 2 }],
];
const LENGTHS = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5, 3 * PIECE - 17, 7 * PIECE + 4095];

test.each(LAWS.map(([initializer, params]) => [initializer.name, params, initializer] as const))(
  "%s %o: the bytes of fill, by 1, 2 and 3 threads",
  async (_, params, initializer) => {
    for (const [at, length] of LENGTHS.entries()) {
      const spec = { shape: [length], layout: "o", params, seed: at % 2 === 0 ? at : 2 ** 40 + at };
      const expected = fill(initializer, spec);
      for (const threads of [1, 2, 3]) {
        expect(same(await fillAsync(initializer, { ...spec, threads }), expected)).toBe(true);
      }
    }
  },
);

test("threads have drawn it: it lies in shared memory", async () => {
  const weight = await fillAsync(randomNormal, { shape: [2 * PIECE], layout: "o", threads: 2 });
  expect(weight.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test.each([orthogonal, sparse, zeros].map((initializer) => [initializer.name, initializer] as const))(
  "%s, which is not drawn entry by entry, is what fill makes",
  async (_, initializer) => {
    const spec = { shape: [40, 30], seed: 5 };
    expect(same(await fillAsync(initializer, { ...spec, threads: 2 }), fill(initializer, spec))).toBe(true);
  },
);

test("fills at once do not meet", async () => {
  const specs = [1, 2, 3, 4, 5].map((seed) => ({ shape: [seed * PIECE + 3], layout: "o", seed }));
  const weights = await Promise.all(specs.map((spec) => fillAsync(randomNormal, { ...spec, threads: 2 })));
  weights.forEach((weight, k) => {
    expect(same(weight, fill(randomNormal, specs[k]!))).toBe(true);
  });
});

test("laws that no kernel knows are drawn here", async () => {
  const { transform } = standardNormal.draw;
  const bare = (words: Uint32Array, draws: Float32Array): void => transform(words, draws);
  for (const law of [point(2), { ...standardNormal, draw: { ...standardNormal.draw, transform: bare } }]) {
    const out = new Float32Array(new SharedArrayBuffer(4 * 3 * PIECE));
    const expected = new Float32Array(out.length);
    sampleInto(law, openStream(0, "x"), expected);
    await sampleAsync(law, openStream(0, "x"), out, 2);
    expect(same(out, expected)).toBe(true);
    expect(expected[0]).not.toBe(0);
  }
});

test("what cannot be asked for is refused", async () => {
  await expect(fillAsync(randomNormal, { shape: [3], layout: "o", threads: 0 })).rejects.toThrow(
    /positive integer, got 0/,
  );
  await expect(fillAsync(randomNormal, { shape: [-3], layout: "o", threads: 2 })).rejects.toThrow(RangeError);
  await expect(fillAsync(randomNormal, { shape: [2 * PIECE], layout: "o", threads: 2, seed: -1 })).rejects.toThrow(
    /seed/,
  );
});

test.each(["on", "off"])("a program that used threads ends by itself, kernels %s", (kernels) => {
  const program = `
    import { fillAsync, heNormal } from "initgate";
    import { createHash } from "node:crypto";
    const weight = await fillAsync(heNormal, { shape: [300, 1000], seed: 7, threads: 2 });
    console.log(createHash("sha256").update(weight.slice()).digest("hex"));`;
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, INITGATE_KERNELS: kernels },
  });
  expect(status).toBe(0);
  const expected = fill(heNormal, { shape: [300, 1000], seed: 7 });
  expect(stdout.trim()).toBe(createHash("sha256").update(expected).digest("hex"));
});
