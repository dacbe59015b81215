/** Orthogonal matrices of another length, matrices that are not orthogonal, and those that prefer a direction. */

import type { Entries } from "../../../check/sample.js";
import { haarDeterminants } from "../../../check/structure/haarDeterminants.js";
import { haarEntries } from "../../../check/structure/haarEntries.js";
import type { Block } from "../../../contract/blocks.js";
import { failedAny, type Recogniser, tensorsOf } from "./recogniser.js";

/** Checks whose observations show how a matrix is not Haar. */
const HAAR = [
  { name: haarDeterminants.name, question: "determinants of 1:", run: haarDeterminants.run },
  { name: haarEntries.name, question: "a vector's entries are off by", run: haarEntries.run },
] as const;

/** Relative tolerance: far above rounding, far below any mistake of gain. */
const EQUAL = 1e-3;
/** The number of vectors that are examined. */
const ENOUGH = 16;

export const orthogonal: Recogniser = (input) => {
  const { orthogonal: claim } = input.expected;
  if (claim === undefined) return undefined;
  if (!failedAny(input, "orthogonality")) {
    const [sample] = input.samples;
    const seen = HAAR.filter(({ name }) => failedAny(input, name)).map(
      ({ question, run }) => `${question} ${run(sample!).observed}`,
    );
    const evidence = ["orthogonal, but some directions are likelier than others", ...seen].join("; ");
    return { mistake: "not-haar", evidence };
  }
  const length = commonLength(tensorsOf(input)[0]!, claim.matrices);
  if (length === undefined || Math.abs(length / claim.gain - 1) < EQUAL) {
    return { mistake: "not-orthogonal", evidence: "the short side's vectors are not orthogonal, or not of one length" };
  }
  const evidence = `orthogonal, but of length ${length.toPrecision(4)} where the contract has ${claim.gain}`;
  if (Math.abs(length - 1) < EQUAL) return { mistake: "missing-gain", evidence, alsoFits: ["wrong-scale"] };
  return length > claim.gain
    ? { mistake: "extra-gain", evidence, alsoFits: ["wrong-scale"] }
    : { mistake: "wrong-scale", evidence, alsoFits: ["missing-gain"] };
};

/** The common length of the short side's vectors, if they are orthogonal and have one. */
function commonLength(tensor: Entries, matrices: readonly Block[]): number | undefined {
  const lengths: number[] = [];
  for (const { rows, columns, at } of matrices) {
    const upright = rows >= columns;
    const [long, short] = upright ? [rows, columns] : [columns, rows];
    const entry = (l: number, s: number): number => tensor[upright ? at(l, s) : at(s, l)]!;
    const dot = (a: number, b: number): number =>
      Array.from({ length: long }, (_, l) => entry(l, a) * entry(l, b)).reduce((x, y) => x + y, 0);
    for (let s = 0; s < Math.min(short, ENOUGH); s++) {
      lengths.push(Math.sqrt(dot(s, s)));
      if (s > 0 && Math.abs(dot(s, s - 1)) > EQUAL * lengths.at(-1)! ** 2) return undefined;
    }
  }
  const [first] = lengths;
  return lengths.every((length) => Math.abs(length / first! - 1) < EQUAL) ? first : undefined;
}
