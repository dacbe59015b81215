/** A progress bar on the terminal's error stream; silent where nobody watches. */
import { Presets, SingleBar } from "cli-progress";
import type { CommonOptions } from "./options.js";

export interface Progress {
  update(result: unknown, done: number, of: number): void;
  stop(): void;
}

/** `unit` is what is counted. */
export function progressBar({ quiet, json }: CommonOptions, unit = "cases"): Progress {
  if (quiet || json || !process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: `{bar} {value}/{total} ${unit}`, clearOnComplete: true, stream: process.stderr },
    Presets.rect,
  );
  let started = false;
  return {
    update(_, done, of) {
      if (!started) bar.start(of, 0);
      started = true;
      bar.setTotal(of);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
