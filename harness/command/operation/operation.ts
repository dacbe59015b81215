/** What a command computes: from plain data to plain data, in a thread that no signal and no terminal reaches. */
import type { Surroundings } from "../../subject/open.js";

/** Where an operation tells what it has finished. */
export interface Watch {
  /** The record without its rows, told before the first of them: what an interrupted run is written with. */
  begin(head: object): void;
  /** One more row of the record is finished. */
  row(row: unknown, done: number, of: number): void;
  /** So many of what is counted are done, none of them a row. */
  progress(done: number, of: number): void;
}

export type OperationSurroundings = Surroundings & {
  /** The module that further worker threads run. */
  readonly thread: URL;
  /** Takes what would end the operation's use of a fleet, where its answers are to be kept until more than it is done. */
  readonly endLater?: (end: () => Promise<void>) => void;
};

/** Throws an Error of one line where the request cannot be met. */
export type Operation<Request, Result> = (
  request: Request,
  around: OperationSurroundings,
  watch: Watch,
) => Promise<Result>;
