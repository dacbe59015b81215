/** What an upgrade may change, and the entries a stage at which it must be seen. */
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import type { Request } from "../../harness/subject/subject.js";
import { glorotUniform, heNormal, heUniform, lecunNormal, orthogonal } from "../../initializers/index.js";
import { presets } from "../../initializers/presets/index.js";

export interface Upgrade {
  readonly name: string;
  readonly initializer: Initializer;
  readonly samples: number;
  /** The ids that may name it. */
  readonly named: readonly string[];
  draw(request: Request): Float32Array;
}

const as = (initializer: Initializer) => (request: Request) => fill(initializer, { ...request, seed: request.seed! });
const times = (initializer: Initializer, factor: number) => (request: Request) =>
  as(initializer)(request).map((x) => factor * x);
const preset = (name: string): Initializer => presets.find((one) => one.name === name)!;

const swapped = ({ shape, layout, ...rest }: Request): Request => ({
  ...rest,
  shape: [...shape].reverse(),
  layout,
});

export const upgrades: readonly Upgrade[] = [
  { name: "sd +1%", initializer: heNormal, samples: 400_000, named: ["wrong-scale"], draw: times(heNormal, 1.01) },
  { name: "sd +5%", initializer: heNormal, samples: 20_000, named: ["wrong-scale"], draw: times(heNormal, 1.05) },
  { name: "limit +1%", initializer: heUniform, samples: 20_000, named: ["wrong-scale"], draw: times(heUniform, 1.01) },
  {
    name: "fans swapped",
    initializer: heNormal,
    samples: 20_000,
    named: ["fan-out-for-fan-in"],
    draw: (request) => as(heNormal)(swapped(request)),
  },
  { name: "gain lost", initializer: heNormal, samples: 20_000, named: ["missing-gain"], draw: as(lecunNormal) },
  {
    name: "uniform for normal",
    initializer: heNormal,
    samples: 20_000,
    named: ["uniform-not-normal"],
    draw: as(heUniform),
  },
  {
    name: "normal for uniform",
    initializer: heUniform,
    samples: 20_000,
    named: ["normal-not-uniform"],
    draw: as(heNormal),
  },
  {
    name: "truncated, rescaled",
    initializer: heNormal,
    samples: 20_000,
    named: ["truncated-not-normal"],
    draw: as(preset("keras:he_normal")),
  },
  {
    name: "truncated, not rescaled",
    initializer: heNormal,
    samples: 20_000,
    named: ["truncated-uncorrected"],
    draw: as(preset("tfjs:he_normal")),
  },
  {
    name: "from 0 to the limit",
    initializer: heUniform,
    samples: 20_000,
    named: ["half-range"],
    draw: (request) => as(heUniform)(request).map(Math.abs),
  },
  {
    name: "mean moved by 0.1 sd",
    initializer: heNormal,
    samples: 20_000,
    named: ["shifted-mean"],
    draw: (request) => as(heNormal)(request).map((x) => x + 0.1 * Math.sqrt(2 / request.shape[0]!)),
  },
  {
    name: "neighbours correlated by 0.1",
    initializer: heNormal,
    samples: 20_000,
    named: ["correlated-entries"],
    draw: (request) => {
      const w = as(heNormal)(request);
      for (let i = 1; i < w.length; i++) w[i] = 0.1 * w[i - 1]! + Math.sqrt(1 - 0.01) * w[i]!;
      return w;
    },
  },
  {
    name: "orthogonal no more",
    initializer: orthogonal,
    samples: 20_000,
    named: ["not-orthogonal", "wrong-scale", "not-haar"],
    draw: times(orthogonal, 1.1),
  },
  {
    name: "zeros",
    initializer: glorotUniform,
    samples: 20_000,
    named: ["all-zero"],
    draw: ({ shape }) => new Float32Array(shape.reduce((p, d) => p * d, 1)),
  },
];
