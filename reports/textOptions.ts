export interface TextOptions {
  readonly colour: boolean;
  /** Only what did not pass, with how to see it again; nothing at all where everything passed. */
  readonly quiet?: boolean;
}
