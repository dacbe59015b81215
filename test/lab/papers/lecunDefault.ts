import { ruleOf } from "../../../harness/contract/initializer.js";
import type { Rule } from "../../../harness/contract/rule/index.js";
import { varianceScaling } from "../../../initializers/index.js";

/** U(-1/sqrt(fan_in), 1/sqrt(fan_in)), Var(w) = 1/(3 fan_in): "standard" in Glorot and Bengio, the default of torch.nn.Linear. */
export const lecunDefault: Rule = ruleOf(varianceScaling, { scale: 1 / 3, mode: "fan_in", distribution: "uniform" });
