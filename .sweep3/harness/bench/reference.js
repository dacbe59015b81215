/** The reference's own tasks, and the memory fill that everything is compared to. */
import { sampleAsync } from "../fillAsync.js";
import { gate } from "../gate.js";
import { expectationOf, fill } from "../initializer.js";
import { sampleInto, standardNormal } from "../law/index.js";
import { normalsOf } from "../network/normals.js";
import { forwardProducts } from "../network/products.js";
import { kolmogorovTails } from "../numeric/kolmogorov/index.js";
import { propagate } from "../propagation/propagate.js";
import { openStream } from "../random/index.js";
import { kolmogorovDistance } from "../statistic/kolmogorov.js";
import { momentsOf } from "../statistic/moments.js";
export const FILLS = ["he_normal", "glorot_uniform", "truncated_normal"];
/** The side of the orthogonal matrix, what is multiplied by a square matrix, and the experiment in propagation. */
export const ORTHOGONAL = 1024;
export const PRODUCTS = { vectors: 256, width: 1024 };
/** Threads of the shared fills, which are timed where so many are wanted. */
const SHARERS = 2;
export const EXPERIMENT = { depth: 100, width: 1024, nets: 10 };
export function reference(wanted, around) {
    const named = (name) => around.catalogue.find((one) => one.name === name);
    return {
        implementation: "reference",
        version: around.version,
        tasks: [
            ...wanted.sizes.flatMap((n) => FILLS.map((name) => fillTask(named(name), n))),
            ...(wanted.threads >= SHARERS ? wanted.sizes.flatMap((n) => sharedFillTasks(FILLS.map(named), n)) : []),
            ...wanted.sizes.flatMap((n) => statisticTasks(named("he_normal"), n)),
            orthogonalTask(named("orthogonal")),
            productsTask(),
            ...(wanted.whole ? [gateTask(around, wanted.threads), propagationTask(around, wanted.threads)] : []),
        ],
    };
}
/** Into memory that is there already, as the peers fill theirs. */
function fillTask(initializer, elements) {
    const { law } = expectationOf(initializer, { shape: [1000, elements / 1000] });
    const out = new Float32Array(elements);
    let seed = 0;
    return {
        ...{ initializer: initializer.name, elements, threads: 1 },
        run: () => void sampleInto(law, openStream(seed++, "weight"), out),
    };
}
/** The same by threads, all into one array in shared memory. */
function sharedFillTasks(initializers, elements) {
    const out = new Float32Array(new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * elements));
    let seed = 0;
    return initializers.map((initializer) => {
        const { law } = expectationOf(initializer, { shape: [1000, elements / 1000] });
        return {
            ...{ initializer: initializer.name, elements, threads: SHARERS },
            async run() {
                await sampleAsync(law, openStream(seed++, "weight"), out, SHARERS);
                return undefined;
            },
        };
    });
}
/** D with its probability, and four moments with least and most, of float32 entries in any order. */
function statisticTasks(initializer, elements) {
    const spec = { shape: [1000, elements / 1000] };
    const { law } = expectationOf(initializer, spec);
    const entries = fill(initializer, spec);
    const task = (name, work) => ({
        ...{ initializer: name, elements, threads: 1 },
        run: () => void work(),
    });
    return [
        task("kolmogorov_smirnov", () => kolmogorovTails(elements, kolmogorovDistance([entries], elements, law))),
        task("moments", () => momentsOf([entries], law.mean)),
    ];
}
function orthogonalTask(initializer) {
    const spec = { shape: [ORTHOGONAL, ORTHOGONAL] };
    return {
        ...{ initializer: initializer.name, elements: ORTHOGONAL * ORTHOGONAL, threads: 1 },
        run: () => void fill(initializer, spec),
    };
}
/** Many vectors through one layer, as a network with many inputs takes them. */
function productsTask() {
    const { vectors, width } = PRODUCTS;
    const weights = new Float32Array(width * width);
    sampleInto(standardNormal, openStream(0, "weight"), weights);
    const xs = Array.from({ length: vectors }, (_, v) => normalsOf(0, `vector ${v}`, width));
    const into = xs.map(() => new Float64Array(width));
    return {
        ...{ initializer: "products", elements: vectors * width * width, threads: 1 },
        run: () => void forwardProducts(weights, xs, into),
    };
}
function gateTask(around, threads) {
    return {
        ...{ initializer: "default_gate", elements: 1, threads },
        async run() {
            await gate({ spec: { subject: "reference" }, dtype: "float32", seed: 0, alpha: 1e-9, threads }, around);
            return undefined;
        },
    };
}
/** The whole command: networks in threads, and what is predicted of them. */
function propagationTask(around, threads) {
    const { depth, width, nets } = EXPERIMENT;
    const options = {
        spec: { subject: "reference" },
        ...{ initializers: ["he_normal"], activations: ["relu"], depths: [depth], widths: [String(width)], nets },
        ...{ sigmaB: 0, seed: 0, alpha: 1e-6, threads },
    };
    return {
        ...{ initializer: "propagation", elements: depth * width * width * nets, threads },
        async run() {
            await propagate(options, around);
            return undefined;
        },
    };
}
/** One value everywhere, by the engine's own memset. */
export function memoryFill({ sizes }) {
    const tasks = sizes.map((elements) => {
        const bytes = Buffer.allocUnsafe(4 * elements);
        let value = 0;
        return { ...{ initializer: MEMORY_FILL, elements, threads: 1 }, run: () => void bytes.fill(value++ & 0xff) };
    });
    return { implementation: "memory", version: process.version, tasks };
}
export const MEMORY_FILL = "memory_fill";
