/**
 * The computation of a command: from plain data to plain data, in a thread that handles neither signals nor the
 * terminal.
 */
import type { Surroundings } from "../../subject/open.js";

/** Receives what an operation has finished. */
export interface Watch {
  /** The record without its rows, sent before the first row: an interrupted run is written with it. */
  begin(head: object): void;
  /** One more row of the record is finished. */
  row(row: unknown, done: number, of: number): void;
  /** Reports progress in items that are not rows. */
  progress(done: number, of: number): void;
}

export type OperationSurroundings = Surroundings & {
  /** The module that further worker threads run. */
  readonly thread: URL;
  /** Receives the function that ends the use of a fleet, if its answers must be kept after this operation. */
  readonly endLater?: (end: () => Promise<void>) => void;
};

/** Throws an Error of one line where the request cannot be met. */
export type Operation<Request, Result> = (
  request: Request,
  around: OperationSurroundings,
  watch: Watch,
) => Promise<Result>;
