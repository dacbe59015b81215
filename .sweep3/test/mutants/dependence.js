import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { entriesFrom, fanInOf, heUniformFrom, right, spoiled } from "./mutant.js";
const he = right("he_normal");
const LARGE = { shape: [300, 500], samples: 300_000 };
/** The mean of the tensor taken away, and its spread made the law's: what LSUV does to a wrong law. */
const standardized = (request) => {
    const w = Float64Array.from(he(request));
    const mean = w.reduce((sum, x) => sum + x, 0) / w.length;
    const sd = Math.sqrt(w.reduce((sum, x) => sum + (x - mean) ** 2, 0) / w.length);
    return Float32Array.from(w, (x) => ((x - mean) / sd) * Math.sqrt(2 / fanInOf(request)));
};
const sortedColumns = (request) => {
    const w = he(request);
    const columns = request.shape.at(-1);
    const rows = w.length / columns;
    for (let c = 0; c < columns; c++) {
        const column = Float32Array.from({ length: rows }, (_, r) => w[r * columns + c]).sort();
        for (let r = 0; r < rows; r++)
            w[r * columns + c] = column[r];
    }
    return w;
};
/** RANDU, IBM 1968: x <- 65539 x mod 2^31. */
const randu = (seed) => {
    let state = ((seed * 2 + 1) & 0x7fffffff) >>> 0;
    return () => {
        state = Number((65539n * BigInt(state)) & 0x7fffffffn);
        return state / 2 ** 31;
    };
};
/** Fractions of multiples of the golden ratio: as even as can be. */
const golden = (seed) => {
    let u = (seed * 0.7548776662466927) % 1;
    return () => {
        u = (u + 0.6180339887498949) % 1;
        return u;
    };
};
export const dependenceMutants = [
    { name: "columns-sorted", of: "he_normal", mistake: "correlated-entries", fill: sortedColumns },
    {
        name: "columns-centred",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: spoiled(he, (w, { shape }) => {
            const columns = shape.at(-1);
            const sums = new Float64Array(columns);
            w.forEach((x, k) => {
                sums[k % columns] += x;
            });
            w.forEach((x, k) => {
                w[k] = x - (sums[k % columns] * columns) / w.length;
            });
        }),
    },
    {
        name: "rows-of-one-length",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: spoiled(he, (w, request) => {
            const columns = request.shape.at(-1);
            for (let at = 0; at < w.length; at += columns) {
                const row = w.subarray(at, at + columns);
                const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0) / ((columns * 2) / fanInOf(request)));
                row.forEach((x, k) => {
                    row[k] = x / length;
                });
            }
        }),
    },
    {
        name: "tensor-standardized",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: standardized,
    },
    // Its state has 31 bits and is odd, so that the highest bit of a seed is lost.
    {
        name: "randu",
        of: "he_uniform",
        mistake: "correlated-entries",
        also: ["seed-reused"],
        fill: heUniformFrom(randu),
    },
    {
        name: "product-of-neighbours",
        of: "he_normal",
        mistake: "correlated-entries",
        fill: spoiled(he, (w) => {
            for (let k = 2; k < w.length; k += 3)
                w[k] = Math.abs(w[k]) * Math.sign(w[k - 1] * w[k - 2]);
        }),
        seenAt: { samples: 40_000 },
    },
    {
        name: "golden-ratio",
        of: "he_uniform",
        mistake: "correlated-entries",
        also: ["few-states", "seed-reused"],
        fill: heUniformFrom(golden),
    },
    {
        name: "low-rank",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale", "repeated-block"],
        fill: entriesFrom((seed, request) => {
            const normal = boxMuller(from53Bits(xoshiro128(seed)));
            const columns = request.shape.at(-1);
            const [a, b] = [
                Array.from({ length: 8 * request.shape[0] }, normal),
                Array.from({ length: 8 * columns }, normal),
            ];
            const sd = Math.sqrt(2 / fanInOf(request) / 8);
            return (k) => {
                const [r, c] = [Math.floor(k / columns), k % columns];
                let sum = 0;
                for (let j = 0; j < 8; j++)
                    sum += a[8 * r + j] * b[8 * c + j];
                return sd * sum;
            };
        }),
    },
    {
        name: "shared-direction",
        of: "he_normal",
        mistake: "correlated-entries",
        fill: (request) => {
            const normal = boxMuller(from53Bits(xoshiro128(request.seed ?? 0)));
            const columns = request.shape.at(-1);
            const [a, b] = [Array.from({ length: request.shape[0] }, normal), Array.from({ length: columns }, normal)];
            const sd = Math.sqrt(2 / fanInOf(request));
            return he(request).map((x, k) => 0.99 * x + 0.14 * sd * a[Math.floor(k / columns)] * b[k % columns]);
        },
        seenAt: LARGE,
    },
];
