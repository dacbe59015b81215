/** A recogniser searches the data for one fault that is not a wrong law of single entries. */
import type { Entries } from "../../../check/sample.js";
import type { DiagnoseInput } from "../input.js";
import type { Mistake } from "../mistakes.js";

export interface Recognised {
  readonly mistake: Mistake;
  readonly evidence: string;
  readonly alsoFits?: readonly Mistake[];
}

export type Recogniser = (input: DiagnoseInput) => Recognised | undefined;

export const tensorsOf = ({ samples }: DiagnoseInput): readonly Entries[] => samples.flatMap(({ tensors }) => tensors);

export const valuesOf = ({ samples }: DiagnoseInput): Float64Array => samples[0]!.values;

export const failedAny = ({ failed }: DiagnoseInput, ...names: readonly string[]): boolean =>
  names.some((name) => failed.includes(name));
