import fc from "fast-check";

/** How many damaged inputs to try: FUZZ_RUNS, or this many. */
export const fuzzRuns = (usual: number): number => Number(process.env["FUZZ_RUNS"] ?? usual);

/** Numbers that parsers trip over, little-endian. */
const nasty = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

const byte = fc.oneof(fc.nat(255), fc.constantFrom(...nasty.filter((n) => n < 256)));
const damages = fc.oneof(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(4), put: fc.array(byte, { maxLength: 8 }) }),
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.constant(4),
    put: fc.constantFrom(...nasty).map((n) => [n & 255, (n >> 8) & 255, (n >> 16) & 255, n >>> 24]),
  }),
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.constant(1e9), put: fc.constant<number[]>([]) }),
);

/** Files with a few bytes changed, removed or added, or their ends cut off. */
export const damaged = (files: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc.tuple(files, fc.array(damages, { minLength: 1, maxLength: 3 })).map(([file, list]) =>
    list.reduce((bytes: Uint8Array, { at, cut, put }) => {
      const from = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + cut)]);
    }, file),
  );
