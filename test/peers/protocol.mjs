/** The subject protocol for a library that draws from Math.random: it is replaced by a seeded generator before every answer. */

import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** The installed version of a package in this folder. */
export const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8")).version;

/** xoshiro128** (Blackman and Vigna), seeded by splitmix32: 53-bit uniforms, as an engine's Math.random gives. */
function uniforms(seed) {
  let z = seed >>> 0;
  const next = () => {
    z = (z + 0x9e3779b9) | 0;
    let y = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    y = Math.imul(y ^ (y >>> 15), 0x735a2d97);
    return y ^ (y >>> 15);
  };
  const s = [next(), next(), next(), next()];
  const rotl = (x, k) => (x << k) | (x >>> (32 - k));
  const word = () => {
    const out = Math.imul(rotl(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 11);
    return out;
  };
  return () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 2 ** 53;
}

/** One .npy file, version 1, float32, C order. */
function npy(shape, values) {
  const dims = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${dims}), }`;
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const head = Buffer.alloc(10);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  head.writeUInt16LE(header.length, 8);
  const body = Float32Array.from(values);
  return Buffer.concat([head, Buffer.from(header), Buffer.from(body.buffer)]);
}

/** `draws` has a function a name: from a request to the entries in C order; what it throws is an answer of "unsupported". */
export async function serve({ name, version, layout, draws }) {
  for await (const line of createInterface({ input: process.stdin })) {
    const ask = JSON.parse(line);
    process.stdout.write(ask.describe ? described() : answered(ask));
  }
  function described() {
    return `${JSON.stringify({ name, version, layout, initializers: Object.keys(draws) })}\n`;
  }
  function answered(ask) {
    try {
      if (!draws[ask.initializer] || ask.dtype !== "float32") throw new Error(`${ask.initializer} in ${ask.dtype}`);
      Math.random = uniforms(ask.seed ?? randomInt(2 ** 31));
      return npy(ask.shape, draws[ask.initializer](ask).flat(Infinity));
    } catch (error) {
      return `${JSON.stringify({ id: ask.id, error: `unsupported: ${error.message.split("\n")[0]}` })}\n`;
    }
  }
}
