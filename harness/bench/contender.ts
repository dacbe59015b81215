/** Something that can be timed on tasks: the reference, or a peer. */
export interface Contender {
  readonly implementation: string;
  readonly version: string;
  readonly tasks: readonly BenchTask[];
  close?(): Promise<void>;
}

export interface BenchTask {
  /** The initializer that is filled, or the name of another task. */
  readonly initializer: string;
  readonly elements: number;
  readonly threads: number;
  /** Does one run. Returns nanoseconds if the caller's clock would measure more than the work. */
  run(): undefined | number | Promise<undefined | number>;
}

/** The requested tasks: the sizes of the fills, and whether whole experiments are run, too. */
export interface BenchSelection {
  readonly sizes: readonly number[];
  readonly whole: boolean;
  readonly threads: number;
}
