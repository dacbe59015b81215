/** How often a check's whole rule, all its stages, catches a deviation of exactly the size that its `detects` states. */

import { type Check, checks } from "../../harness/check/index.js";
import { expectationOf } from "../../harness/contract/initializer.js";
import { formatShape, parseShape } from "../../harness/contract/layout.js";
import { judge } from "../../harness/gate/judge.js";
import { type Case, prospectOf, stageSizes } from "../../harness/gate/plan.js";
import { casesOf } from "../../harness/gate/resolveRequest.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { referenceSubject } from "../../harness/subject/reference.js";
import type { Subject } from "../../harness/subject/subject.js";
import { contractOf, defaultPlan } from "./gateMutant.js";
import { type NearPlanting, type Planting, plants, uniformsOf } from "./plants.js";

export interface DetectsJob {
  readonly check: string;
  readonly which: string;
  readonly contract: string;
  readonly shape: string;
  readonly reps: number;
}

export interface DetectsRow {
  readonly check: string;
  readonly which: string;
  readonly contract: string;
  readonly shape: string;
  /** Random entries of the first stage. */
  readonly n: number;
  readonly promised: string;
  readonly reps: number;
  readonly caught: number;
}

const SHAPES = [
  [3, 5],
  [78, 130],
  [300, 500],
  [1000, 1],
];
/** At the largest shape a run draws 42 tensors of 150,000 entries. */
const LARGE = 100_000;
const FEWER = 3;

const reference = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
const { budget } = defaultPlan;
const checkNamed = (name: string): Check => checks.find((check) => check.name === name)!;

/** Every plant at every shape where its check applies. */
export function jobsOf(reps: number): readonly DetectsJob[] {
  return plants.flatMap(({ check, which = "", of = ["he_normal"], shapes = SHAPES }) =>
    of.flatMap((contract) =>
      shapes.flatMap((shape) => {
        const one = caseOf(contract, shape, 0);
        if (!checkNamed(check).applies(prospectOf(one, expectationOf(contractOf(one), one)))) return [];
        const isLarge = shape[0]! * shape[1]! >= LARGE;
        return [{ check, which, contract, shape: formatShape(shape), reps: isLarge ? Math.ceil(reps / FEWER) : reps }];
      }),
    ),
  );
}

const caseOf = (contract: string, shape: readonly number[], seed: number): Case =>
  casesOf({ initializers: [contract], shapes: [shape], seed }, reference.description, surroundings)[0]!;

export const keyOf = ({ check, which, contract, shape }: Omit<DetectsJob, "reps">): string =>
  [check, which, contract, shape].join();

export async function work({ check: name, which, contract, shape, reps }: DetectsJob): Promise<DetectsRow> {
  const check = checkNamed(name);
  const dims = parseShape(shape);
  const first = caseOf(contract, dims, 0);
  const expected = expectationOf(contractOf(first), first);
  const prospect = prospectOf(first, expected);
  const sizes = stageSizes(expected, first.samples, budget.stages.length);
  const looks = budget.stages.map((level, stage) => ({ level, growth: sizes[stage]! / sizes[0]! }));
  const promised = check.detects(prospect, looks);
  const size = Number(/\d[\d.]*(e[+-]?\d+)?/.exec(promised)![0]);
  const { plant } = plants.find(
    (one) => one.check === name && (one.which ?? "") === which && speaksOf(one.of, contract),
  )!;
  let caught = 0;
  for (let seed = 0; seed < reps; seed++) {
    const subject = planted({ expected, size, words: promised }, plant);
    const { findings } = await judge(caseOf(contract, dims, seed), {
      contract: contractOf(first),
      checks: [check],
      budget,
      subject,
      explain: () => ({ diagnosis: { mistake: "", evidence: "", alsoFits: [] } }),
      replay: () => "",
    });
    if (findings[0]!.verdict === "fail") caught++;
  }
  return { check: name, which, contract, shape, n: prospect.n, promised, reps, caught };
}

const speaksOf = (contracts: readonly string[] = ["he_normal"], contract: string): boolean =>
  contracts.includes(contract);

/** The reference, with a deviation in all that one stage draws. */
function planted(what: Omit<Planting, "uniform" | "near">, plant: (typeof plants)[number]["plant"]): Subject {
  return {
    ...reference,
    draw: async (requests) => {
      const answers = await reference.draw(requests);
      const tensors = answers.map((answer) => {
        if (answer.kind !== "tensor") throw new Error(`detects: must be drawn, got ${answer.reason}`);
        return answer.tensor;
      });
      const changed = tensors.map(({ data }) => Float64Array.from(data));
      const seeds = requests.map(({ seed }) => seed ?? 0);
      plant(changed, { ...what, near: nearAmong(seeds, changed), uniform: uniformsOf(seeds[0]!) });
      return tensors.map((tensor, k) => ({
        kind: "tensor",
        tensor: { ...tensor, data: Float32Array.from(changed[k]!) },
      }));
    },
  };
}

const BITS = { lowest: 1, highest: 2 ** 30 } as const;

/** The gate asks for a seed before its neighbours. */
function nearAmong(seeds: readonly number[], tensors: readonly Float64Array[]): readonly NearPlanting[] {
  const places = new Map(seeds.map((seed, at) => [seed, at]));
  return seeds.flatMap((seed, at) =>
    (["lowest", "highest"] as const).flatMap((bit) => {
      const near = places.get(seed ^ BITS[bit]);
      return near !== undefined && near > at ? [{ first: tensors[at]!, near: tensors[near]!, bit }] : [];
    }),
  );
}
