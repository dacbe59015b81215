/** What the census knows of a library: how it is had, what it documents, and what was found wrong and checked by hand. */
import type { GateRequest } from "../../../harness/gate/resolveRequest.js";

export interface PeerClaim extends Omit<GateRequest, "seed"> {
  readonly initializers: readonly string[];
  /** Where the peer says so: a file and what in it, or a page; absent: it documents no contract, and is identified, not judged. */
  readonly documented?: string;
  /** What its source was read to draw uniformly between, given the number of inputs. */
  readonly limits?: (inputs: number) => readonly [number, number];
}

/** A model by its name or configuration, all of whose fresh tensors are held to a contract of a family. */
export interface PeerModel {
  readonly model: string;
  /** A shipped contract of a whole model; it says where the library documents it. */
  readonly family: string;
}

/** A defect that was checked by hand: the contract is the documented one, and the library's own API shows it without initgate. */
export interface PeerFinding {
  /** The rows that it explains: those of these initializers that fail with one of these mistakes. None: its program alone shows it. */
  readonly initializers: readonly string[];
  readonly mistakes: readonly string[];
  /** Only of these dtypes; of any where absent. */
  readonly dtypes?: readonly string[];
  /** One sentence, without a full stop. */
  readonly says: string;
  /** Where it is known upstream, or "not found". */
  readonly upstream: string;
  readonly language: string;
  /** A program against the peer's own API that prints the defect. */
  readonly code: string;
}

export interface Peer {
  readonly name: string;
  readonly language: string;
  /** A built-in subject, or a program in the peer's folder. */
  readonly subject?: string;
  /** The words of the command that speaks the protocol; "python" is the interpreter that has `pip`. */
  readonly program?: readonly string[];
  /** The folder of its program and of its build, in test/peers; test/peers itself where absent. */
  readonly folder?: string;
  /** What pip installs, the library itself first: today's versions, older ones to compare with, and, for what builds in its environment only, what it builds with. */
  readonly pip?: {
    readonly latest: readonly string[];
    readonly older?: readonly string[];
    readonly build?: readonly string[];
  };
  /** Debian's packages that it needs, which the census takes for there. */
  readonly debian?: readonly string[];
  /** The package that npm installs beside initgate for a built-in subject. */
  readonly npm?: string;
  /** Commands that build it in its folder. */
  readonly build?: readonly (readonly string[])[];
  /** Variables of the environment that it runs in. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The axis of inputs, where it is not the first. */
  readonly inputs?: 1;
  readonly claims: readonly PeerClaim[];
  /** What fresh_models.py of test/peers makes. */
  readonly models?: readonly PeerModel[];
  /** Lines that the programs of its findings begin with, where they are not whole: what they import, and what all of them make. */
  readonly imports?: string;
  readonly findings: readonly PeerFinding[];
}

/** Two matrices that no swap of fans fits. */
export const WIDE = [
  [7, 13],
  [30, 50],
] as const;

/** A claim on one name; on two wide matrices where no shapes are said. */
export const claim = (
  name: string,
  as: string,
  documented: string,
  more: Omit<GateRequest, "seed"> = {},
): PeerClaim => ({ initializers: [name], as, documented, shapes: WIDE, ...more });

/** Several names of a built-in subject, each held to what the subject claims of it; one process serves them all. */
export const claimed = (
  names: readonly string[],
  documented: string,
  more: Omit<GateRequest, "seed"> = {},
): PeerClaim => ({ initializers: names, documented, shapes: WIDE, ...more });

/** Such names in float16 and bfloat16, on one matrix large enough to show a coarse grid. */
export const halves = (names: readonly string[], documented: string): PeerClaim[] =>
  (["float16", "bfloat16"] as const).map((dtype) => claimed(names, documented, { dtype, shapes: [[300, 500]] }));

/** A peer that documents nothing. */
export const unclaimed = (name: string, limits: (inputs: number) => readonly [number, number]): PeerClaim => ({
  initializers: [name],
  shapes: WIDE,
  limits,
});

/** JavaScript for reproductions: the mean square of an array. */
export const VARIANCE =
  "const variance = (w) => { const x = [...w]; return x.reduce((s, v) => s + v * v, 0) / x.length; };\n";
