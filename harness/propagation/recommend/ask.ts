import type { Activation } from "../activation/index.js";
import { architectureNames } from "../block/index.js";

/** Architectures that theory predicts; reference networks predict the others. */
export const known = ["mlp", "cnn", "rnn", "residual", "layernorm"] as const;

/** The names above, and all architectures of `propagate`. */
export const architectures: readonly string[] = [...new Set([...known, ...architectureNames])];
export type ArchitectureName = string;

export const tasks = ["supervised", "recurrent", "gan"] as const;
export type Task = (typeof tasks)[number];

/** The network that an initializer is wanted for. */
export interface RecommendRequest {
  readonly activation: Activation;
  /** Layers, or steps of time of a recurrent network, or blocks of a residual one. */
  readonly depth: number;
  /** Units, or channels, of a layer. */
  readonly width: number;
  readonly architecture: ArchitectureName;
  readonly task: Task;
}
