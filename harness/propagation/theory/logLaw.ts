/** The law of a logarithm over random networks. */
export interface LogLaw {
  /** The mean-field value, which infinite width would give. */
  readonly meanField: number;
  readonly mean: number;
  readonly variance: number;
  /** Present if it is known exactly. */
  readonly skewness?: number;
}
