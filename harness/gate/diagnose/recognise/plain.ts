/** Obvious faults: zeros, constants, entries that are not finite. */
import type { Entries, Sample } from "../../../check/sample.js";
import type { DiagnoseInput } from "../input.js";
import { type Recogniser, tensorsOf } from "./recogniser.js";

const allEqual = (tensor: Entries, value = tensor[0]): boolean => {
  for (const x of tensor) if (x !== value) return false;
  return true;
};

/** The contract itself is 0 everywhere, so that only the sign of a zero can be wrong. */
const meansZero = ({ expected: { joint, fixed } }: DiagnoseInput): boolean => joint === "exact" && fixed?.(0) === 0;

export const allZero: Recogniser = (input) =>
  !meansZero(input) && tensorsOf(input).every((tensor) => allEqual(tensor, 0))
    ? { mistake: "all-zero", evidence: "every entry is 0" }
    : undefined;

export const constant: Recogniser = (input) => {
  const tensors = tensorsOf(input);
  if (input.expected.joint === "exact" || input.expected.shape.size < 2 || !tensors.every((tensor) => allEqual(tensor)))
    return undefined;
  const values = new Set(tensors.map((tensor) => tensor[0]));
  return { mistake: "constant", evidence: `every entry of a tensor is the same, such as ${[...values][0]}` };
};

export const notFinite: Recogniser = (input) => {
  let bad = 0;
  for (const tensor of tensorsOf(input)) for (const x of tensor) if (!Number.isFinite(x)) bad++;
  return bad > 0 ? { mistake: "outliers", evidence: `entries that are not finite: ${bad}` } : undefined;
};

/** A shorter line may have equal entries by chance. */
const SHORTEST = 4;

/** A row or column with one value, among lines that are right. */
export const constantLine: Recogniser = ({ expected, samples }) => {
  if (expected.joint !== "independent" || expected.fixed !== undefined) return undefined;
  for (const sample of samples) {
    for (const tensor of sample.tensors) {
      const line = lineIn(tensor, sample);
      if (line === undefined) continue;
      const zero = line.value === 0;
      const evidence = `${line.name} is all ${line.value}`;
      return { mistake: "constant", evidence, alsoFits: zero ? ["all-zero"] : ["repeated-block"] };
    }
  }
  return undefined;
};

function lineIn(tensor: Entries, { matrix: { rows, columns } }: Sample) {
  const constantAlong = (start: number, step: number, length: number): boolean => {
    for (let k = 1; k < length; k++) if (tensor[start + k * step] !== tensor[start]) return false;
    return length >= SHORTEST;
  };
  for (let r = 0; r < rows; r++) {
    if (constantAlong(r * columns, 1, columns)) return { name: `row ${r}`, value: tensor[r * columns]! };
  }
  for (let c = 0; c < columns; c++) {
    if (constantAlong(c, columns, rows)) return { name: `column ${c}`, value: tensor[c]! };
  }
  return undefined;
}
