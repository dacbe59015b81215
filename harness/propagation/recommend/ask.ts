import type { Activation } from "../activation/index.js";

export const architectures = ["mlp", "cnn", "rnn", "residual", "layernorm"] as const;
export type ArchitectureName = (typeof architectures)[number];

export const tasks = ["supervised", "recurrent", "gan"] as const;
export type Task = (typeof tasks)[number];

/** The network that an initializer is wanted for. */
export interface RecommendRequest {
  readonly activation: Activation;
  /** Layers, or steps of time of a recurrent network, or blocks of a residual one. */
  readonly depth: number;
  /** Units, or channels, a layer. */
  readonly width: number;
  readonly architecture: ArchitectureName;
  readonly task: Task;
}
