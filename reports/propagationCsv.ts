/** `propagation.csv`, one row for each layer and direction, and `propagation-verdicts.csv`, one row for each curve. */
import type { PropagationCurve, PropagationRecord, PropagationRow } from "../harness/record/index.js";
import { type Cell, csv } from "./csv.js";

type Columns<T> = Readonly<Record<string, (one: T) => Cell>>;

/** Public columns in their fixed order; new ones are appended. */
const KEY: Columns<PropagationCurve> = {
  initializer: ({ key }) => key.initializer,
  activation: ({ key }) => key.activation,
  width: ({ key }) => key.width,
  depth: ({ key }) => key.depth,
  nets: ({ key }) => key.nets,
};

const ROW: Columns<PropagationRow> = {
  layer: ({ layer }) => layer,
  direction: ({ direction }) => direction,
  log_q: ({ logQ }) => logQ,
  log_q_sd: ({ logQSd }) => logQSd,
  predicted_log_q: ({ predictedLogQ }) => predictedLogQ,
  band_low: ({ bandLow }) => bandLow,
  band_high: ({ bandHigh }) => bandHigh,
  z: ({ z }) => z,
  inside: ({ inside }) => truth(inside),
  mean: ({ mean }) => mean,
  variance: ({ variance }) => variance,
  dead_fraction: ({ deadFraction }) => deadFraction,
};

const APPENDED: Columns<PropagationRow> = {
  batch_variance: ({ batchVariance }) => batchVariance,
  correlation: ({ correlation }) => correlation,
  nets_alive: ({ netsAlive }) => netsAlive,
  log_gain: ({ logGain }) => logGain,
  gain_z: ({ gainZ }) => gainZ,
  gain_inside: ({ gainInside }) => truth(gainInside),
};

const SOURCE: Columns<PropagationCurve> = {
  subject: ({ key }) => key.subject,
  contract: ({ key }) => key.contract,
  sigma_b: ({ key }) => key.sigmaB,
};

const VERDICT: Columns<PropagationCurve> = {
  verdict: ({ verdict }) => verdict,
  slope_forward: ({ slopeForward }) => slopeForward,
  slope_backward: ({ slopeBackward }) => slopeBackward,
  efold_layers: ({ efoldLayers }) => efoldLayers,
  float32_lost_at_layer: ({ float32LostAtLayer }) => float32LostAtLayer,
  reason: ({ reason }) => reason,
  inside: ({ inside }) => truth({ pass: true, fail: false, undetermined: null }[inside]),
  predicted_slope_forward: ({ predictedSlopeForward }) => predictedSlopeForward,
  predicted_slope_backward: ({ predictedSlopeBackward }) => predictedSlopeBackward,
  scale_error: ({ scale }) => scale?.error ?? null,
  scale_z: ({ scale }) => scale?.z ?? null,
  scale_detects: ({ scale }) => scale?.detects ?? null,
  warnings: ({ warnings }) => warnings.join("; "),
  basis: ({ basis }) => basis,
  seed: ({ key }) => key.seed,
};

/** Appended since, behind all that was there. */
const KEY_SINCE: Columns<PropagationCurve> = {
  architecture: ({ key }) => key.architecture,
};

const ROW_SINCE: Columns<PropagationRow> = {
  mean_field_log_q: ({ meanFieldLogQ }) => meanFieldLogQ,
};

const VERDICT_SINCE: Columns<PropagationCurve> = {
  change_forward: ({ changeForward }) => changeForward,
  change_backward: ({ changeBackward }) => changeBackward,
  chi_1: ({ chi1 }) => chi1,
  chi_parallel: ({ chiParallel }) => chiParallel,
  decided_by: ({ decidedBy }) => decidedBy,
  decided_value: ({ decidedValue }) => decidedValue,
  float32_subnormal_at_layer: ({ float32SubnormalAtLayer }) => float32SubnormalAtLayer,
};

const truth = (value: boolean | null): Cell => (value === null ? null : String(value));
const cells = <T>(columns: Columns<T>, one: T): Cell[] => Object.values(columns).map((cell) => cell(one));

export function propagationCsv({ curves }: PropagationRecord): string {
  const header = [...Object.keys(KEY), "seed", ...[ROW, APPENDED, SOURCE, ROW_SINCE, KEY_SINCE].flatMap(Object.keys)];
  const rows = curves.flatMap((curve) => {
    const [key, source, since] = [
      [...cells(KEY, curve), curve.key.seed],
      cells(SOURCE, curve),
      cells(KEY_SINCE, curve),
    ];
    return curve.rows.map((row) => [
      ...key,
      ...cells(ROW, row),
      ...cells(APPENDED, row),
      ...source,
      ...cells(ROW_SINCE, row),
      ...since,
    ]);
  });
  return csv(header, rows);
}

export function propagationVerdictsCsv({ curves }: PropagationRecord): string {
  const columns = [KEY, VERDICT, SOURCE, VERDICT_SINCE, KEY_SINCE];
  return csv(
    columns.flatMap(Object.keys),
    curves.map((curve) => columns.flatMap((some) => cells(some, curve))),
  );
}
