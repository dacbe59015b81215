/** A subject is an implementation under test: something that answers requests for weights. */
import type { Dtype } from "../weights/dtype.js";
import type { Tensor } from "../weights/tensor.js";

export interface Request {
  /** The subject's own name of the initializer. */
  readonly initializer: string;
  readonly shape: readonly number[];
  readonly layout: string;
  readonly groups: number;
  /** Fans that the shape does not show, for the subjects built in: the protocol has no word for them. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  readonly dtype: Dtype;
  /** null asks for fresh entropy. */
  readonly seed: number | null;
  readonly params: Readonly<Record<string, number | string>>;
}

/** The contract of one of a subject's names, where it differs from the contract of that name in the subject's native layouts. */
export interface SubjectClaim {
  /** The contract. */
  readonly as?: string;
  /** A comma list matched by the number of axes. */
  readonly layout?: string;
  /** Parameters of the contract, which are sent to the subject too. */
  readonly params?: Readonly<Record<string, number | string>>;
  /** The size of a g that is packed into another axis. */
  readonly groups?: number;
  /** Fans that its shapes do not show, such as those of the whole tensor where it draws a shard. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  /** Shapes to gate it on where the user names none. */
  readonly shapes?: readonly (readonly number[])[];
}

export interface Description {
  readonly name: string;
  readonly version: string;
  /** Native layouts, a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly initializers: readonly string[];
  /** By name. A name may have a claim without being offered in `initializers`. */
  readonly claims?: Readonly<Record<string, SubjectClaim>>;
  /** The subject's own parameters, by name: each value with the reason why this machine does not support it, or "". */
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The prefix of the contracts that its own names stand for, such as "torch"; the plain ones where absent. */
  readonly preset?: string;
}

/** A subject never throws for a request that it cannot serve: it answers `unsupported`. */
export type Answer =
  | { readonly kind: "tensor"; readonly tensor: Tensor }
  | { readonly kind: "unsupported"; readonly reason: string }
  | { readonly kind: "broken"; readonly reason: string };

export interface Subject {
  readonly description: Description;
  /** One answer a request, in order. */
  draw(requests: readonly Request[]): Promise<readonly Answer[]>;
  /** Whether the subject's program is gone, so that every further answer is broken. */
  isLost?(): boolean;
  close(): Promise<void>;
}
