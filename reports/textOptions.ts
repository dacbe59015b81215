export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly columns?: number;
  /** Only cases that did not pass, with their replays; nothing where everything passed. */
  readonly quiet?: boolean;
}
