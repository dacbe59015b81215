import type { Parameters } from "../../contract/initializer.js";
import type { OpenRemoteRunner } from "../../gate/remoteRunner.js";
import type { Shard } from "../../gate/shard.js";
import type { SubjectSpec } from "../../subject/spec.js";
import type { Activation } from "../activation/index.js";
import type { LayerBiases, NetCurves } from "../network/simulate.js";
import type { Architecture } from "./grid.js";
import type { NetworkJob, NetworkResult } from "./job.js";

export interface PropagationSettings {
  /** The subject that draws the weights. */
  readonly spec: SubjectSpec;
  readonly initializers: readonly string[];
  readonly params?: Parameters;
  /** The contract that is predicted, if it is not the one of the same name. */
  readonly as?: string;
  /** Files of weights, one for each network, instead of a subject and initializers. */
  readonly weights?: readonly string[];
  /** Patterns of the names of their matrices, in the order of the layers. */
  readonly layers?: readonly string[];
  readonly layout?: string;
  /**
   * Files of activations, one for each network that another program ran, instead of weights; folders and globs stand
   * for their files.
   */
  readonly activationDumps?: readonly string[];
  /** The same networks after some steps of training, in the same order: their coordinate check. */
  readonly afterDumps?: readonly string[];
  readonly activations: readonly string[];
  /** Activations of the caller, which `activations` may name. They are functions: no thread and no worker can be sent them. */
  readonly ownActivations?: readonly Activation[];
  /** The kind of network, `mlp` unless given. */
  readonly architecture?: string;
  /** If absent: as many layers as `activations` names, or 100. */
  readonly depths?: readonly number[];
  /** `256` for every depth, or all widths of one network, `784-512-10`; with dumps none, or the widths that they must have. */
  readonly widths: readonly string[];
  /** Whether curves are also compared from width to width. */
  readonly coordCheck?: boolean;
  readonly nets: number;
  /** Instead of a number of networks: the standard error that the mean of ln q and ln g may have, at every layer. */
  readonly precision?: number;
  /** A .npy file of inputs; if absent, each network gets two Gaussian inputs of its own. */
  readonly input?: string;
  /** Standard deviation of the biases. */
  readonly sigmaB: number;
  readonly seed: number;
  /** The probability that networks which follow their contracts fall outside a band anywhere in the run. */
  readonly alpha: number;
  /** Draws only the networks of one shard; alpha stays that of the whole run. */
  readonly shard?: Shard;
  /** The calling thread included: it handles other events between two networks. */
  readonly threads: number;
  /** Does the jobs instead of this process, if they can be sent. */
  readonly elsewhere?: OpenRemoteRunner<NetworkJob, NetworkResult>;
  readonly onProgress?: (done: number, of: number) => void;
}

/** The networks of one initializer and one architecture: all activations run on the same weights. */
export interface Group {
  /** Their name in the subject or the file. */
  readonly asked: string;
  /** Null if no contract is claimed. */
  readonly contract: string | null;
  readonly architecture: Architecture;
  /** The biases of each network, if its file holds some. */
  readonly biases?: readonly LayerBiases[];
  /** The input z^0 of each network of formulas that another program ran. */
  readonly inputs?: readonly (readonly Float64Array[])[];
  /** An assumption about the networks that may be wrong; it is printed if they leave their bands. */
  readonly supposed?: string;
  /** Notes on the files. */
  readonly notes?: readonly string[];
  /** One item for each network and activation; or the reason why there are none. */
  readonly nets: readonly (readonly NetCurves[])[] | string;
}
