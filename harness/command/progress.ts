/** Progress of a command on stderr: on a terminal a bar with an estimate, elsewhere a line every ten seconds. */
import { Presets, SingleBar } from "cli-progress";

export interface Progress {
  update(done: number, of: number): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly quiet?: boolean;
  /** The unit of progress. */
  readonly unit: string;
  readonly stream?: NodeJS.WriteStream;
  /** Milliseconds between two lines where there is no terminal. */
  readonly every?: number;
}

const EVERY = 10_000;

export function openProgress({ quiet, unit, stream = process.stderr, every = EVERY }: ProgressOptions): Progress {
  if (quiet) return { update: () => {}, stop: () => {} };
  return stream.isTTY ? bar(unit, stream) : lines(unit, stream, every);
}

/**
 * The bar switches neither the cursor nor line wrapping off, so that the terminal is intact however the program ends.
 */
function bar(unit: string, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar(
    { format: `{bar} {value}/{total} ${unit}, {left}`, barsize: 30, clearOnComplete: true, stream, linewrap: true },
    Presets.rect,
  );
  const start = performance.now();
  return {
    update(done, of) {
      const facts = { left: leftText(performance.now() - start, done, of) };
      if (!shown.isActive) shown.start(of, done, facts);
      shown.setTotal(of);
      shown.update(done, facts);
    },
    stop: () => shown.stop(),
  };
}

function lines(unit: string, stream: NodeJS.WriteStream, every: number): Progress {
  const start = performance.now();
  let [done, of] = [0, 0];
  const timer = setInterval(() => {
    if (of > 0) stream.write(`initgate: ${done}/${of} ${unit}, ${leftText(performance.now() - start, done, of)}\n`);
  }, every);
  timer.unref();
  return {
    update(now, total) {
      [done, of] = [now, total];
    },
    stop: () => clearInterval(timer),
  };
}

/** "about 2 min left", supposing that the remaining items take as long as the finished ones. */
export function leftText(spent: number, done: number, of: number): string {
  if (done === 0) return "time left unknown";
  const seconds = (spent / 1000 / done) * Math.max(0, of - done);
  if (seconds < 90) return `about ${Math.ceil(seconds)} s left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} min left`;
  return `about ${(seconds / 3600).toFixed(1)} h left`;
}
