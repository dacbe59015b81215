/**
 * Every command: what `--help` says of it, and where it is. A command's code is loaded when it is asked for, so that the
 * program starts as fast as bare Node.
 */
import type { Command } from "commander";
import type { Context } from "./harness/command/context.js";

export type AddCommand = (program: Command, context: Context) => void;

export const commands: Readonly<Record<string, readonly [says: string, load: () => Promise<AddCommand>]>> = {
  check: [
    "gate a subject: does every initializer follow the law it documents?",
    async () => (await import("./harness/command/check.js")).addCheck,
  ],
  audit: [
    "gate weights at rest: .npy, .npz and .safetensors files",
    async () => (await import("./harness/command/audit.js")).addAudit,
  ],
  baseline: [
    "record what a subject draws, and compare: same bits, same law or another law",
    async () => (await import("./harness/command/baseline.js")).addBaseline,
  ],
  propagate: [
    "variance versus depth: real networks against what their initializer predicts",
    async () => (await import("./harness/command/propagate.js")).addPropagate,
  ],
  recommend: [
    "rank initializers for a network by what theory says they would do",
    async () => (await import("./harness/command/recommend.js")).addRecommend,
  ],
};
