/** `propagation-widths.csv`: one row for each layer and direction of a coordinate check. */
import type { CoordinateCheck, PropagationRecord } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";

const HEADER = [
  ...["initializer", "activation", "architecture", "widths", "depth", "nets", "seed", "layer", "direction"],
  ...["exponent", "exponent_error", "predicted_exponent", "mean_field_exponent", "verdict", "subject", "contract"],
  ...["sigma_b", "moment", "tensor", "confidence", "word"],
];

/** The file, where the check was asked for. */
export function propagationWidthsCsv({ coordinates }: PropagationRecord): Readonly<Record<string, string>> {
  return coordinates === undefined ? {} : { "propagation-widths.csv": csv(HEADER, coordinates.flatMap(cellsOf)) };
}

const cellsOf = ({ key, rows, verdict }: CoordinateCheck): Cell[][] =>
  rows.map((row) => [
    ...[key.initializer, key.activation, key.architecture, key.width, key.depth, key.nets, key.seed],
    ...[row.layer, row.direction, row.exponent, row.exponentError, row.predictedExponent, row.meanFieldExponent],
    ...[verdict, key.subject, key.contract, key.sigmaB],
    ...[row.moment ?? "", row.tensor ?? "", row.confidence ?? null, row.word ?? ""],
  ]);
