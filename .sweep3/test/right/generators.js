/** Generators of 32-bit words that share nothing with the harness's own: a seed in, a source of words out. */
import { createCipheriv } from "node:crypto";
/** Mulberry32 (Ettinger 2017): 32 bits of state, so only good for short streams and for seeding others. */
export const mulberry32 = (seed) => {
    let state = seed | 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return (t ^ (t >>> 14)) >>> 0;
    };
};
const rotate = (x, k) => (x << k) | (x >>> (32 - k));
/** xoshiro128++ 1.0 (Blackman and Vigna 2019) from its four words of state. */
export function xoshiro128From([s0, s1, s2, s3]) {
    let [a, b, c, d] = [s0, s1, s2, s3];
    return () => {
        const word = (rotate((a + d) | 0, 7) + a) >>> 0;
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = rotate(d, 11);
        return word;
    };
}
/** The same, its state filled by Mulberry32. */
export const xoshiro128 = (seed) => {
    const next = mulberry32(seed);
    return xoshiro128From([next(), next(), next(), next()]);
};
const N = 624;
const M = 397;
/** MT19937 (Matsumoto and Nishimura 1998), seeded as in their 2002 code: the generator of NumPy's RandomState. */
export const mersenneTwister = (seed) => {
    const state = new Uint32Array(N);
    state[0] = seed;
    for (let i = 1; i < N; i++) {
        const last = state[i - 1] ^ (state[i - 1] >>> 30);
        state[i] = Math.imul(1812433253, last) + i;
    }
    let next = N;
    return () => {
        if (next === N) {
            twist(state);
            next = 0;
        }
        let y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return (y ^ (y >>> 18)) >>> 0;
    };
};
function twist(state) {
    for (let i = 0; i < N; i++) {
        const y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
        state[i] = state[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
}
const CHUNK = 4096;
/** The key stream of AES-128 in counter mode. */
export const aes = (seed) => {
    const key = Buffer.alloc(16);
    key.writeUInt32LE(seed >>> 0);
    const cipher = createCipheriv("aes-128-ctr", key, Buffer.alloc(16));
    const zeros = Buffer.alloc(CHUNK);
    let words = new Uint32Array(0);
    let next = 0;
    return () => {
        if (next === words.length) {
            const bytes = cipher.update(zeros);
            words = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
            next = 0;
        }
        return words[next++];
    };
};
