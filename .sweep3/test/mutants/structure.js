/** Entries that are right one by one and wrong together. */
import { normalQuantile } from "../../harness/numeric/index.js";
import { boxMuller, from53Bits, mulberry32, xoshiro128 } from "../right/index.js";
import { entriesFrom, entrywise, fanInOf, right, spoiled } from "./mutant.js";
/** An autoregression along the order of filling, of the right variance. */
const autoregressive = (rho) => spoiled(right("he_normal"), (w) => {
    const fresh = Math.sqrt(1 - rho * rho);
    for (let k = 1; k < w.length; k++)
        w[k] = rho * w[k - 1] + fresh * w[k];
});
/** Every row made from another one, as `from` and `sign` say. */
const rowsFrom = (from, sign = () => 1) => spoiled(right("he_normal"), (w, { shape }) => {
    const columns = w.length / shape[0];
    for (let row = 0; row < shape[0]; row++) {
        for (let c = 0; c < columns; c++)
            w[row * columns + c] = sign(row) * w[from(row) * columns + c];
    }
});
/** The quantiles of an even grid in a random order: a histogram too good to be true. */
const tooRegular = (request) => {
    const words = mulberry32(request.seed ?? 0);
    const size = request.shape.reduce((n, d) => n * d, 1);
    const sd = Math.sqrt(2 / fanInOf(request));
    const w = Float32Array.from({ length: size }, (_, k) => sd * normalQuantile((k + 0.5) / size));
    for (let k = size - 1; k > 0; k--) {
        const other = words() % (k + 1);
        [w[k], w[other]] = [w[other], w[k]];
    }
    return w;
};
const signOf = (row) => (mulberry32(row)() & 1 ? 1 : -1);
export const structureMutants = [
    { name: "left-at-zero", of: "he_normal", mistake: "all-zero", fill: entrywise(right("he_normal"), () => 0) },
    {
        name: "uniform-left-at-zero",
        of: "glorot_uniform",
        mistake: "all-zero",
        fill: entrywise(right("he_normal"), () => 0),
    },
    { name: "one-value", of: "he_normal", mistake: "constant", fill: entrywise(right("he_normal"), () => 0.01) },
    {
        name: "scalar-broadcast",
        of: "he_uniform",
        mistake: "constant",
        fill: spoiled(right("he_uniform"), (w) => w.fill(w[0])),
    },
    { name: "rows-identical", of: "he_normal", mistake: "repeated-block", fill: rowsFrom(() => 0) },
    {
        name: "columns-identical",
        of: "he_normal",
        mistake: "repeated-block",
        fill: spoiled(right("he_normal"), (w, { shape }) => {
            const columns = shape.at(-1);
            w.forEach((_, k) => {
                w[k] = w[k - (k % columns)];
            });
        }),
    },
    {
        name: "rows-repeat-with-signs",
        of: "he_normal",
        mistake: "repeated-block",
        also: ["correlated-entries"],
        fill: rowsFrom((row) => row - (row % 4), signOf),
    },
    {
        name: "halves-identical",
        of: "he_uniform",
        mistake: "repeated-block",
        fill: spoiled(right("he_uniform"), (w) => w.copyWithin(w.length / 2, 0)),
    },
    {
        name: "one-row-zero",
        of: "he_normal",
        mistake: "constant",
        also: ["all-zero", "repeated-block"],
        fill: spoiled(right("he_normal"), (w, { shape }) => w.fill(0, 0, w.length / shape[0])),
    },
    {
        name: "antithetic-neighbours",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["repeated-block"],
        fill: spoiled(right("he_normal"), (w) => {
            for (let k = 1; k < w.length; k += 2)
                w[k] = -w[k - 1];
        }),
    },
    { name: "autoregressive-strong", of: "he_normal", mistake: "correlated-entries", fill: autoregressive(0.3) },
    {
        name: "autoregressive-2-percent",
        of: "he_normal",
        mistake: "correlated-entries",
        fill: autoregressive(0.02),
        seenAt: { shape: [300, 500], samples: 300_000 },
    },
    {
        name: "autoregressive-half-percent",
        of: "he_normal",
        mistake: "correlated-entries",
        fill: autoregressive(0.005),
        seenAt: { shape: [1000, 1500], samples: 3_000_000 },
    },
    {
        name: "too-regular",
        of: "he_normal",
        mistake: "few-states",
        // Every seed gives the same values in another order.
        also: ["correlated-entries", "wrong-scale", "seed-reused"],
        fill: tooRegular,
    },
    {
        name: "rows-of-unequal-scale",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: (request) => {
            const normal = boxMuller(from53Bits(xoshiro128((request.seed ?? 0) + 1)));
            const scales = Array.from({ length: request.shape[0] }, () => 1 + 0.05 * normal());
            const columns = request.shape.slice(1).reduce((n, d) => n * d, 1);
            return entrywise(right("he_normal"), (x, k) => x * scales[Math.floor(k / columns)])(request);
        },
        seenAt: { shape: [300, 500], samples: 150_000 },
    },
    {
        name: "output-bias-shared",
        of: "lecun_normal",
        mistake: "correlated-entries",
        fill: entriesFrom((seed, request) => {
            const normal = boxMuller(from53Bits(xoshiro128(seed)));
            const sd = Math.sqrt(1 / fanInOf(request));
            const columns = request.shape.at(-1);
            const shared = Array.from({ length: columns }, normal);
            return (k) => sd * (Math.sqrt(0.8) * normal() + Math.sqrt(0.2) * shared[k % columns]);
        }),
    },
];
