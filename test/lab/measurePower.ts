/** How often one mutant is caught, and named, at one size. */
import { formatShape } from "../../harness/contract/layout.js";
import { type Mutant, mutants, SEEN_AT, type Size } from "../mutants/index.js";
import { type Caught, caseOfMutant, entriesOf, gateMutant } from "./gateMutant.js";

export interface PowerJob {
  /** Of the mutant. */
  readonly name: string;
  readonly size: Size;
  readonly reps: number;
  /** The size at which the mutant must always be caught. */
  readonly promised: boolean;
}

/** One gate of a job, plain data for a thread: mutants are looked up by name. */
export interface Gate {
  readonly name: string;
  readonly size: Size;
  readonly seed: number;
}

export interface PowerRow {
  readonly mutant: string;
  readonly of: string;
  readonly mistake: string;
  readonly shape: string;
  readonly n: number;
  readonly reps: number;
  /** Rates. */
  readonly detected: number;
  readonly named: number;
  readonly strongest: string;
  /** Checks that failed in any run. */
  readonly failed: readonly string[];
  readonly promised: boolean;
  /** What the diagnosis said, with how often, commonest first. */
  readonly diagnoses: string;
}

/** Sizes that the default gate draws anyway: what a mistake looks like where nobody chose the shape for it. */
const ELSEWHERE: readonly Size[] = [{ shape: [3, 5] }, { shape: [78, 130] }, { shape: [3, 2, 5, 7] }];
/** From here on a stage takes seconds, and there is no power to estimate: what is promised is certain. */
const LARGE = 1_000_000;
const FEW = 2;
export const isLarge = ({ seenAt }: Mutant): boolean => (seenAt?.samples ?? 0) >= LARGE;

export function jobsFor(mutant: Mutant, reps: number): readonly PowerJob[] {
  const { name, seenAt = {}, unseen } = mutant;
  const own = {
    name,
    size: seenAt,
    reps: isLarge(mutant) ? Math.min(FEW, reps) : reps,
    promised: unseen === undefined,
  };
  if (seenAt.layout !== undefined && seenAt.layout !== "hwio") return [own];
  const { layout: _, samples: __, ...asked } = seenAt;
  const at = formatShape(seenAt.shape ?? SEEN_AT.shape);
  const others = ELSEWHERE.filter(({ shape }) => formatShape(shape!) !== at || seenAt.samples !== undefined)
    .map((size) => ({ ...asked, ...size }))
    .filter((size) => fits(mutant, size));
  return [own, ...others.map((size) => ({ name, size, reps, promised: false }))];
}

/** Not every contract is defined on every shape, nor every mistake possible there. */
function fits(mutant: Mutant, size: Size): boolean {
  try {
    const one = caseOfMutant(mutant, size, 0);
    mutant.fill({ ...one, initializer: one.asked });
    return true;
  } catch {
    return false;
  }
}

export const mutantNamed = (name: string): Mutant => mutants.find((one) => one.name === name)!;

export const work = ({ name, size, seed }: Gate): Promise<Caught> => gateMutant(mutantNamed(name), size, seed);

/** What the gates of a job, some or all of them, come to. */
export function rowOf({ name, size, promised }: PowerJob, seen: readonly Caught[]): PowerRow {
  const mutant = mutantNamed(name);
  const one = caseOfMutant(mutant, size, 0);
  const reps = seen.length;
  const caught = seen.filter(({ detected }) => detected);
  return {
    mutant: name,
    of: mutant.of,
    mistake: mutant.mistake,
    shape: `${formatShape(one.shape)}${one.dtype === "float32" ? "" : ` ${one.dtype}`}`,
    n: entriesOf(one),
    reps,
    detected: caught.length / reps,
    named: seen.filter(({ named }) => named).length / reps,
    strongest: commonest(caught.map(({ strongest }) => strongest))[0]?.[0] ?? "",
    failed: [...new Set(seen.flatMap(({ failed }) => failed))],
    promised,
    diagnoses: commonest(seen.map(({ diagnosis }) => diagnosis || "none"))
      .map(([word, times]) => `${word} ${times}`)
      .join(", "),
  };
}

/** Words with how often they come, commonest first. */
function commonest(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
