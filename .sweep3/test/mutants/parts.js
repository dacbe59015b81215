import { entrywise, right, spoiled } from "./mutant.js";
const he = right("he_normal");
export const partMutants = [
    {
        name: "one-nan",
        of: "he_uniform",
        mistake: "outliers",
        fill: spoiled(right("he_uniform"), (w) => w.fill(Number.NaN, w.length - 1)),
    },
    {
        name: "one-infinity",
        of: "glorot_normal",
        mistake: "outliers",
        fill: spoiled(right("glorot_normal"), (w, { seed }) => w.fill(Number.NEGATIVE_INFINITY, (seed ?? 0) % w.length, ((seed ?? 0) % w.length) + 1)),
    },
    {
        name: "first-16-never-written",
        of: "he_normal",
        mistake: "constant",
        also: ["all-zero"],
        fill: spoiled(he, (w) => w.fill(0, 0, 16)),
    },
    {
        name: "garbage-in-memory",
        of: "he_normal",
        mistake: "outliers",
        fill: spoiled(he, (w) => w.fill(3.1e-41, 0, 3).fill(6.9e22, 3, 5)),
    },
    {
        name: "last-row-zero",
        of: "he_uniform",
        mistake: "constant",
        also: ["all-zero"],
        fill: spoiled(right("he_uniform"), (w, { shape }) => w.fill(0, w.length - shape.at(-1))),
    },
    {
        name: "last-column-zero",
        of: "he_normal",
        mistake: "constant",
        also: ["all-zero"],
        fill: spoiled(he, (w, { shape }) => w.forEach((_, k) => {
            if (k % shape.at(-1) === shape.at(-1) - 1)
                w[k] = 0;
        })),
    },
    {
        name: "last-column-one-value",
        of: "he_normal",
        mistake: "constant",
        also: ["repeated-block"],
        fill: spoiled(he, (w, { shape }) => w.forEach((_, k) => {
            if (k % shape.at(-1) === shape.at(-1) - 1)
                w[k] = 0.013;
        })),
    },
    {
        name: "one-quarter-stretched",
        of: "he_normal",
        mistake: "wrong-scale",
        also: ["correlated-entries"],
        fill: entrywise(he, (x, k, { shape }) => (4 * k < shape[0] * shape[1] ? 1.5 * x : x)),
    },
    {
        name: "one-row-stretched",
        of: "he_normal",
        mistake: "wrong-scale",
        also: ["correlated-entries", "outliers"],
        fill: entrywise(he, (x, k, { shape }) => (k < shape[1] ? 3 * x : x)),
    },
    {
        name: "one-column-shifted",
        of: "glorot_normal",
        mistake: "correlated-entries",
        also: ["shifted-mean", "wrong-scale"],
        fill: entrywise(right("glorot_normal"), (x, k, { shape }) => (k % shape[1] === 0 ? x + 0.1 : x)),
    },
    {
        name: "half-dropped",
        of: "he_normal",
        mistake: "constant",
        also: ["few-states", "all-zero", "repeated-block"],
        fill: entrywise(he, (x, k) => (Math.sin(12.9898 * k) > 0 ? 0 : x)),
    },
];
