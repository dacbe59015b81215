/** `initgate recommend`: ranks initializers for a network, with the reasons. */
import type { Command } from "commander";
import { activations } from "../propagation/activation/index.js";
import { type ArchitectureName, architectures, type Task, tasks } from "../propagation/recommend/ask.js";
import type { Context } from "./context.js";
import { type CommonOptions, oneOf, positive, withCommonOptions } from "./options.js";
import { report } from "./report.js";

interface RecommendCommandOptions extends CommonOptions {
  readonly activation: string;
  readonly depth: number;
  readonly width: number;
  readonly architecture: ArchitectureName;
  readonly task: Task;
}

export function addRecommend(program: Command, context: Context): void {
  const names = activations.map(({ name }) => name).join(", ");
  withCommonOptions(
    program
      .command("recommend")
      .description("rank initializers for a network by what theory predicts")
      .option("--activation <name>", `one of ${names}, leaky_relu_<slope>`, "relu")
      .option("--depth <n>", "layers, residual blocks, or steps of time", positive, 50)
      .option("--width <n>", "units, or channels, of a layer", positive, 256)
      .addOption(oneOf("--architecture <name>", "kind of network", architectures).default("mlp"))
      .addOption(oneOf("--task <name>", "what it is for", tasks).default("supervised")),
  ).action((options: RecommendCommandOptions) => {
    const { activation, depth, width, architecture, task } = options;
    const request = { activation, depth, width, architecture, task };
    return report("recommend", { operation: "recommend", request, unit: "candidates" }, options, context);
  });
}
