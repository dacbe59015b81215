/** The number as a record holds it: JSON has no NaN and no infinity, so that null stands for them. */
export const finiteOrNull = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null;
