/** The reference's own tasks, and the memory fill that everything is compared to. */

import { kolmogorovDistance } from "../check/statistic/kolmogorov.js";
import { momentsOf } from "../check/statistic/moments.js";
import { expectationOf, fill, type Initializer } from "../contract/initializer.js";
import { sampleInto, standardNormal } from "../contract/law/index.js";
import { sampleAsync } from "../gate/fillAsync.js";
import { gate } from "../gate/gate.js";
import { kolmogorovTails } from "../numeric/kolmogorov/index.js";
import { normalsOf } from "../propagation/network/normals.js";
import { forwardProducts } from "../propagation/network/products.js";
import { propagate } from "../propagation/run/propagate.js";
import { openStream } from "../random/index.js";
import type { Surroundings } from "../subject/open.js";
import type { BenchSelection, BenchTask, Contender } from "./contender.js";

export const FILLS = ["he_normal", "glorot_uniform", "truncated_normal"] as const;
/** The side of the orthogonal matrix, what is multiplied by a square matrix, and the experiment in propagation. */
export const ORTHOGONAL = 1024;
export const PRODUCTS = { vectors: 256, width: 1024 };
/** The number of threads of the shared fills, which are timed only if the user allows as many. */
const SHARERS = 2;
export const EXPERIMENT = { depth: 100, width: 1024, nets: 10 };

type Around = Surroundings & { readonly thread?: URL };

export function reference(wanted: BenchSelection, around: Around): Contender {
  const named = (name: string): Initializer => around.catalogue.find((one) => one.name === name)!;
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

/** Fills memory that exists already, as the peers do. */
function fillTask(initializer: Initializer, elements: number): BenchTask {
  const { law } = expectationOf(initializer, { shape: [1000, elements / 1000] });
  const out = new Float32Array(elements);
  let seed = 0;
  return {
    ...{ initializer: initializer.name, elements, threads: 1 },
    run: () => void sampleInto(law, openStream(seed++, "weight"), out),
  };
}

/** The same by threads, all into one array in shared memory. */
function sharedFillTasks(initializers: readonly Initializer[], elements: number): readonly BenchTask[] {
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
function statisticTasks(initializer: Initializer, elements: number): readonly BenchTask[] {
  const spec = { shape: [1000, elements / 1000] };
  const { law } = expectationOf(initializer, spec);
  const entries = fill(initializer, spec);
  const task = (name: string, work: () => unknown): BenchTask => ({
    ...{ initializer: name, elements, threads: 1 },
    run: () => void work(),
  });
  return [
    task("kolmogorov_smirnov", () => kolmogorovTails(elements, kolmogorovDistance([entries], elements, law))),
    task("moments", () => momentsOf([entries], law.mean)),
  ];
}

function orthogonalTask(initializer: Initializer): BenchTask {
  const spec = { shape: [ORTHOGONAL, ORTHOGONAL] };
  return {
    ...{ initializer: initializer.name, elements: ORTHOGONAL * ORTHOGONAL, threads: 1 },
    run: () => void fill(initializer, spec),
  };
}

/** The products of one layer's weights with many vectors, as in a network with many inputs. */
function productsTask(): BenchTask {
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

function gateTask(around: Around, threads: number): BenchTask {
  return {
    ...{ initializer: "default_gate", elements: 1, threads },
    async run() {
      await gate({ spec: { subject: "reference" }, dtype: "float32", seed: 0, alpha: 1e-9, threads }, around);
      return undefined;
    },
  };
}

/** The whole command: networks in threads, and their prediction. */
function propagationTask(around: Around, threads: number): BenchTask {
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
export function memoryFill({ sizes }: BenchSelection): Contender {
  const tasks = sizes.map((elements): BenchTask => {
    const bytes = Buffer.allocUnsafe(4 * elements);
    let value = 0;
    return { ...{ initializer: MEMORY_FILL, elements, threads: 1 }, run: () => void bytes.fill(value++ & 0xff) };
  });
  return { implementation: "memory", version: process.version, tasks };
}

export const MEMORY_FILL = "memory_fill";
