/** The coordinate check: how mean squares change with the width if nothing else changes. */
import type {
  CoordinateCheck,
  CoordinateRow,
  CoordinateWord,
  PropagationCurve,
  PropagationRow,
} from "../../record/index.js";

/** Scales that depend on the width have exponents of 1 or more; effects of finite width have smaller ones. */
export const POWER = 0.5;
/** Exponents that differ by less are equal. */
const ROUNDING = 1e-9;

/** One check for each set of curves that differ only in their width, in the order of their first curves. */
export function coordinateChecks(curves: readonly PropagationCurve[]): CoordinateCheck[] {
  const families = new Map<string, PropagationCurve[]>();
  for (const curve of curves) {
    const name = JSON.stringify({ ...curve.key, width: "" });
    families.set(name, [...(families.get(name) ?? []), curve]);
  }
  return [...families.values()].map(coordinateCheck);
}

function coordinateCheck(curves: readonly PropagationCurve[]): CoordinateCheck {
  const [first] = curves as [PropagationCurve];
  const logs = curves.map(({ key }) => Math.log(Number(key.width)));
  const complete = curves.every(({ rows }) => rows.length === first.rows.length);
  const rows = complete
    ? first.rows.map((_, at) =>
        rowOf(
          curves.map((curve) => curve.rows[at]!),
          logs,
        ),
      )
    : [];
  const follows = curves.every(({ inside }) => inside === "pass");
  const judged = rows.map((row) => ({ row, exponent: judgedExponent(row, follows) }));
  return {
    key: { ...first.key, width: curves.map(({ key }) => key.width).join() },
    rows,
    ...verdictOn(judged),
  };
}

/**
 * The exponent that is judged: the predicted one if the networks are inside their bands (without the effect of finite
 * width, if theory knows it), otherwise the measured one.
 */
function judgedExponent(
  { exponent, predictedExponent, meanFieldExponent }: CoordinateRow,
  follows: boolean,
): number | null {
  return follows ? (meanFieldExponent ?? predictedExponent ?? exponent) : exponent;
}

interface JudgedRow {
  readonly row: CoordinateRow;
  readonly exponent: number | null;
}

function verdictOn(judged: readonly JudgedRow[]): Pick<CoordinateCheck, "verdict" | "reason"> {
  const known = judged.filter((one): one is JudgedRow & { exponent: number } => one.exponent !== null);
  if (known.length === 0 || known.length < judged.length) {
    return { verdict: "undetermined", reason: "all values are 0 at some width, or it could not be judged" };
  }
  const beyond = (one: number, other: number): boolean => Math.abs(one) > Math.abs(other) + ROUNDING;
  const worst = (direction: CoordinateRow["direction"]) =>
    known
      .filter(({ row }) => row.direction === direction)
      .reduce<(typeof known)[number] | null>(
        (most, one) => (most === null || beyond(one.exponent, most.exponent) ? one : most),
        null,
      );
  const found = [worst("forward"), worst("backward")].filter((one) => one !== null);
  const largest = found.reduce((most, one) => (beyond(one.exponent, most.exponent) ? one : most));
  const reason = found
    .map(
      ({ row, exponent }) => `${row.direction === "forward" ? "q" : "g"} ~ n^${said(exponent)} at layer ${row.layer}`,
    )
    .join(", ");
  return { verdict: wordOf(largest.exponent), reason };
}

/** The word for a power of the width. */
export function wordOf(exponent: number): CoordinateWord {
  if (Math.abs(exponent) < POWER) return "level";
  return exponent > 0 ? "grows with width" : "shrinks with width";
}

function rowOf(rows: readonly PropagationRow[], logs: readonly number[]): CoordinateRow {
  const { layer, direction } = rows[0]!;
  const error = rows.map(({ logQSd, netsAlive }) => (logQSd === null ? null : logQSd / Math.sqrt(netsAlive)));
  return {
    ...{ layer, direction },
    exponent: slopeOf(
      rows.map(({ logQ }) => logQ),
      logs,
    ),
    exponentError: errorOf(error, logs),
    predictedExponent: slopeOf(
      rows.map(({ predictedLogQ }) => predictedLogQ),
      logs,
    ),
    meanFieldExponent: slopeOf(
      rows.map(({ meanFieldLogQ }) => meanFieldLogQ),
      logs,
    ),
  };
}

const areKnown = (values: readonly (number | null)[]): values is readonly number[] => values.every(Number.isFinite);

/** The weights of a least-squares slope. */
function leversOf(logs: readonly number[]): number[] {
  const center = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const square = logs.reduce((sum, log) => sum + (log - center) ** 2, 0);
  return logs.map((log) => (log - center) / square);
}

/** Relative to the first value, so that equal values have a slope of exactly zero. */
function slopeOf(values: readonly (number | null)[], logs: readonly number[]): number | null {
  if (!areKnown(values)) return null;
  return leversOf(logs).reduce((sum, lever, k) => sum + lever * (values[k]! - values[0]!), 0);
}

function errorOf(errors: readonly (number | null)[], logs: readonly number[]): number | null {
  if (!areKnown(errors)) return null;
  return Math.sqrt(leversOf(logs).reduce((sum, lever, k) => sum + (lever * errors[k]!) ** 2, 0));
}

export function said(exponent: number): string {
  const text = exponent.toFixed(2);
  return Number(text) === 0 ? "0" : exponent > 0 ? `+${text}` : text;
}
