export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal; 100 where there is none. */
  readonly columns?: number;
  /** Only what did not pass, with how to see it again; nothing at all where everything passed. */
  readonly quiet?: boolean;
}
