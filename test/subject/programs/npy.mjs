// What the test programs share. Written apart from the library, so that it can disagree with it.

/** One .npy file, version 1, float32. */
export function npy(shape, values, descr = "<f4") {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.map((d) => `${d},`).join("")}), }`;
  const header = `${text.padEnd(117)}\n`;
  const length = Buffer.from([header.length, 0]);
  return Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), length, Buffer.from(header), bytesOf(values)]);
}

const bytesOf = (values) => Buffer.from(Float32Array.from(values).buffer);

const BITS = 0xffffffffffffffffn;

/** SplitMix64's finalizer: without it, streams of seeds that differ in one high bit are correlated, and the gate says so. */
function mixed(seed) {
  let x = (seed * 0x9e3779b97f4a7c15n + 0x9e3779b97f4a7c15n) & BITS;
  x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & BITS;
  x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & BITS;
  return x ^ (x >> 31n);
}

/** Box and Muller's normals from a small linear congruential generator. */
export function normals(seed, count, sd) {
  let state = mixed(BigInt(seed ?? process.pid));
  const uniform = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & BITS;
    return (Number(state >> 12n) + 0.5) / 2 ** 52;
  };
  return Array.from(
    { length: count },
    () => sd * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}
