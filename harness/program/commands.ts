/**
 * Every command: its description in `--help`, and its module. A command's code is loaded when it is called, so that the
 * program starts as fast as bare Node.
 */
import type { Command } from "commander";
import type { Context } from "../command/context.js";

export type AddCommand = (program: Command, context: Context) => void;

export interface CommandEntry {
  readonly says: string;
  /** The module, from here, and the function in it that adds the command. */
  readonly module: string;
  readonly add: string;
  /** It describes all other commands, which are loaded with it. */
  readonly needsAll?: boolean;
}

export const commands: Readonly<Record<string, CommandEntry>> = {
  check: {
    says: "gate a subject: does every initializer follow the law it documents?",
    module: "../command/check.js",
    add: "addCheck",
  },
  audit: {
    says: "gate weights at rest: files of every common format, and models of several files",
    module: "../command/audit.js",
    add: "addAudit",
  },
  bench: {
    says: "time the reference and every installed peer, side by side",
    module: "../command/bench.js",
    add: "addBench",
  },
  baseline: {
    says: "record what a subject draws or a checkpoint holds, and compare: same bits, same law or another law",
    module: "../command/baseline.js",
    add: "addBaseline",
  },
  propagate: {
    says: "variance versus depth: real networks against what their initializer predicts",
    module: "../command/propagate.js",
    add: "addPropagate",
  },
  recommend: {
    says: "rank initializers for a network by what theory predicts",
    module: "../command/recommend.js",
    add: "addRecommend",
  },
  run: {
    says: "a plan of checks, audits, propagations and baselines in one TOML file, under one alpha",
    module: "../command/run.js",
    add: "addRun",
  },
  merge: {
    says: "the whole run from the directories of its shards; exits as the whole run would have",
    module: "../command/merge.js",
    add: "addMerge",
  },
  worker: {
    says: "join a fleet: do the jobs that runs with --redis hand out",
    module: "../command/worker.js",
    add: "addWorker",
  },
  completion: {
    says: "a script for bash, zsh or fish that completes commands and options",
    module: "../command/completion.js",
    add: "addCompletion",
    needsAll: true,
  },
  report: {
    says: "one self-contained page, report.html, from directories of results; exit 0 when it is written",
    module: "../command/reportPage.js",
    add: "addReportPage",
  },
};
