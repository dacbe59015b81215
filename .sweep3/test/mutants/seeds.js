/** Seeds that do not do what seeds are for. */
import { right } from "./mutant.js";
const he = right("he_normal");
/** The seed that two seeds share, and which of the two it is. */
const halved = (seed) => [(seed ?? 0) >> 1, (seed ?? 0) & 1];
export const seedMutants = [
    {
        name: "seed-of-16-bits",
        of: "he_normal",
        mistake: "seed-reused",
        fill: (request) => he({ ...request, seed: (request.seed ?? 0) & 0xffff }),
        seenAt: { shape: [3, 5] },
    },
    {
        name: "seed-of-24-bits",
        of: "he_normal",
        mistake: "seed-reused",
        fill: (request) => he({ ...request, seed: (request.seed ?? 0) & 0xffffff }),
        seenAt: { shape: [3, 5] },
    },
    {
        name: "seed-and-the-next-equal",
        of: "he_normal",
        mistake: "seed-reused",
        also: ["seed-ignored"],
        fill: (request) => he({ ...request, seed: halved(request.seed)[0] }),
    },
    {
        name: "seed-by-parity",
        of: "glorot_uniform",
        mistake: "seed-reused",
        fill: (request) => right("glorot_uniform")({ ...request, seed: halved(request.seed)[1] }),
        seenAt: { shape: [3, 5] },
    },
    {
        name: "seed-in-float32",
        of: "he_normal",
        mistake: "seed-reused",
        also: ["seed-ignored"],
        fill: (request) => he({ ...request, seed: Math.fround(request.seed ?? 0) }),
        seenAt: { shape: [3, 5] },
    },
    {
        name: "seed-transposes",
        of: "he_normal",
        mistake: "seed-reused",
        fill: (request) => {
            const [seed, odd] = halved(request.seed);
            const w = he({ ...request, seed });
            const columns = request.shape.at(-1);
            const rows = w.length / columns;
            return odd === 0 ? w : w.map((_, k) => w[(k % rows) * columns + Math.floor(k / rows)]);
        },
    },
    {
        name: "seed-antithetic",
        of: "he_normal",
        mistake: "seed-reused",
        fill: (request) => {
            const [seed, odd] = halved(request.seed);
            return he({ ...request, seed }).map((x) => (odd === 0 ? x : -x));
        },
    },
    {
        name: "seed-only-scales",
        of: "he_normal",
        mistake: "seed-reused",
        also: ["wrong-scale"],
        fill: (request) => he({ ...request, seed: 42 }).map((x) => x * (0.9 + ((request.seed ?? 0) % 97) / 485)),
    },
    {
        name: "scale-once-a-tensor",
        of: "he_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: (request) => {
            const stretch = Math.sqrt(1 + 0.2 * Math.cos(request.seed ?? 0));
            return he(request).map((x) => x * stretch);
        },
        seenAt: { shape: [7, 13] },
    },
    {
        name: "offset-once-a-tensor",
        of: "lecun_normal",
        mistake: "correlated-entries",
        also: ["wrong-scale"],
        fill: (request) => {
            const offset = 0.08 * Math.cos(request.seed ?? 0);
            return right("lecun_normal")(request).map((x) => x + offset);
        },
        seenAt: { shape: [7, 13] },
    },
];
