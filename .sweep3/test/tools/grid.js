/** Every check on right samples of every kind of contract, number format and shape: how often it rejects. */
import picomatch from "picomatch";
import { checks } from "../../harness/check/index.js";
import { initializerNamed } from "../../harness/contract/index.js";
import { dtypes } from "../../harness/format/dtype.js";
import { expectationOf } from "../../harness/initializer.js";
import { withNeighbours } from "../../harness/judge.js";
import { formatShape } from "../../harness/layout.js";
import { randomCount, tensorsFor } from "../../harness/plan.js";
import { openStream, wordAt } from "../../harness/random/index.js";
import { sampleOf } from "../../harness/sample.js";
import { surroundings } from "../../surroundings.js";
import { tensorsOf } from "../right/byLaw.js";
import { aes, boxMuller, from53Bits, fromBits, inverse, mersenneTwister, polar, xoshiro128 } from "../right/index.js";
const SHAPES = [
    [[1, 1], "io"],
    [[2, 2], "io"],
    [[2, 3], "io"],
    [[3, 3], "io"],
    [[3, 5], "io"],
    [[1000, 1], "io"],
    [[1, 4096], "io"],
    [[3, 3, 4, 5], "hwio"],
    [[7, 11, 13, 17], "hwio"],
    [[4, 3, 5], "gio"],
    [[12, 5], "(go)i", 4],
];
const isDrawn = (family) => (expected) => expected.joint === "independent" && expected.law.family === family;
const FAMILIES = {
    normal: { isOf: isDrawn("normal"), entries: 10_000, samples: 2000 },
    uniform: { isOf: isDrawn("uniform"), entries: 10_000, samples: 2000 },
    truncated_normal: { isOf: isDrawn("truncated_normal"), entries: 10_000, samples: 2000 },
    "far normal": {
        own: [
            "random_normal(mean=100, stddev=0.01)",
            "random_normal(mean=1, stddev=0.05)",
            "random_normal(mean=-1, stddev=0.001)",
        ],
        isOf: () => false,
        entries: 10_000,
        samples: 2000,
    },
    "far uniform": {
        own: ["random_uniform(minval=99.9, maxval=100.2)", "random_uniform(minval=10.3, maxval=13.7)"],
        isOf: () => false,
        entries: 10_000,
        samples: 2000,
    },
    orthogonal: {
        own: ["orthogonal(gain=1.4142135623730951)"],
        isOf: ({ joint }) => joint === "orthogonal",
        entries: 400,
        samples: 10_000,
    },
    sparse: { isOf: ({ joint }) => joint === "sparse", entries: 10_000, samples: 2000 },
    exact: { isOf: ({ joint }) => joint === "exact", entries: 1, samples: 2000 },
};
export const cells = Object.keys(FAMILIES).flatMap((family) => dtypes.flatMap((dtype) => SHAPES.map(([shape, layout, groups = 1]) => {
    const name = `${family}, ${dtype}, ${layout} ${formatShape(shape)}`;
    return { name, family, dtype, shape, layout, groups };
}).filter((cell) => contractsOf(cell).length > 0)));
/** What the family's contracts of the catalogue say of the shape; a sample is drawn of one after the other. */
function contractsOf({ family, shape, layout, groups }) {
    const { own = [], isOf } = FAMILIES[family];
    const named = own.map((name) => initializerNamed(surroundings.contracts, name));
    const expected = [...named, ...surroundings.catalogue].flatMap((one) => {
        try {
            return [expectationOf(one, { shape, layout, groups })];
        }
        catch {
            return [];
        }
    });
    return expected.filter((one, k) => (k < named.length || isOf(one)) && (one.joint === "exact" || randomCount(one) > 0));
}
/** Beyond this many entries a rotation is drawn as often as other tensors. */
const LARGE = 1000;
export function samplesOf({ family, shape }) {
    const size = shape.reduce((product, d) => product * d, 1);
    const { samples } = FAMILIES[family];
    return size < LARGE ? samples : Math.min(samples, 2000);
}
/** The last one no right sample of any cell should reach. */
export const GRID_LEVELS = [0.05, 0.01, 0.001, 1e-4, 1e-6, 1e-9];
/** Generators and ways to a normal that share nothing with the reference, one after the other. */
const ROUTES = [
    { words: xoshiro128, bits: from53Bits, normal: boxMuller },
    { words: mersenneTwister, bits: from53Bits, normal: polar },
    { words: aes, bits: fromBits(32), normal: inverse },
];
/** Cells have samples of their own, so that what is counted in several of them adds up. */
function sourcesOf(cell, sample) {
    const { words, bits, normal } = ROUTES[sample % ROUTES.length];
    const uniform = bits(words(wordAt(openStream(sample, `samples of ${cell}`), 0)));
    return { uniform, normal: normal(uniform) };
}
export function gridOfChecks(job) {
    const cell = cells.find(({ name }) => name === job.cell);
    const contracts = contractsOf(cell);
    const entries = job.entries ?? FAMILIES[cell.family].entries;
    const own = checks.filter(({ name }) => picomatch.isMatch(name, job.checks ?? "*"));
    const tallies = new Map();
    for (let seed = job.first; seed < job.first + job.count; seed++) {
        for (const { check, tail, pValue } of pValuesOf(cell, contracts[seed % contracts.length], seed, entries, own)) {
            const key = `${check} ${tail}`;
            const rejected = GRID_LEVELS.map((level) => (pValue > level ? 0 : 1));
            const seen = { check, tail, samples: 1, entries, rejected, least: pValue, leastOf: seed };
            const known = tallies.get(key);
            tallies.set(key, known === undefined ? seen : together(known, seen));
        }
    }
    return [...tallies.values()];
}
/** Two tallies of one check. */
export function together(a, b) {
    const { least, leastOf } = b.least >= a.least ? a : b;
    const rejected = a.rejected.map((count, k) => count + b.rejected[k]);
    return { ...a, samples: a.samples + b.samples, rejected, least, leastOf };
}
/** One sample as the gate draws its first stage: tensors, the first once more, seed 0 twice, and near seeds. */
function pValuesOf({ name, dtype }, expected, seed, entries, own) {
    const count = tensorsFor(expected, entries);
    const from = sourcesOf(name, seed);
    const tensors = tensorsOf(expected, count, dtype, from);
    const [zero, ...neighbours] = tensorsOf(expected, 1 + 2 * withNeighbours(expected, 1), dtype, from);
    const prospect = { expected, dtype, n: count * randomCount(expected), tensors: count, reseeded: true };
    const sample = sampleOf({ expected, dtype, tensors, again: tensors[0], atZero: [zero, zero], neighbours });
    return own
        .filter((check) => check.applies(prospect))
        .map((check) => ({ check: check.name, tail: check.tail(prospect), pValue: check.run(sample).pValue }));
}
