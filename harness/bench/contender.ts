/** Something that can be timed on tasks: the reference, or a peer. */
export interface Contender {
  readonly implementation: string;
  readonly version: string;
  readonly tasks: readonly BenchTask[];
  close?(): Promise<void>;
}

export interface BenchTask {
  /** The initializer filled, or what else is done. */
  readonly initializer: string;
  readonly elements: number;
  readonly threads: number;
  /** One run. Answers its own nanoseconds where the caller's clock would count more than the work. */
  run(): undefined | number | Promise<undefined | number>;
}

/** Which tasks are wanted: sizes of the fills, and whether whole experiments are run as well. */
export interface BenchSelection {
  readonly sizes: readonly number[];
  readonly whole: boolean;
  readonly threads: number;
}
