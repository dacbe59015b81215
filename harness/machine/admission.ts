/** Decides when a further worker, which takes long to start, is worth its start. */

export interface Admission {
  /** Resolves when worker k, counted from 0, is worth its start. */
  admitted(k: number): Promise<void>;
  /** Called with the number of jobs that are done, and the number of all jobs. */
  tell(done: number, of: number): void;
}

/**
 * The number of workers that pay: each has work for longer than it takes to start. `elapsed` is the time that `done`
 * jobs of `of` took one worker, in the unit of `start`.
 *
 * @example workersThatPay({ start: 3, elapsed: 10, done: 10, of: 17 }) // 2
 */
export function workersThatPay(at: {
  readonly start: number;
  readonly elapsed: number;
  readonly done: number;
  readonly of: number;
}): number {
  const left = (at.elapsed * (at.of - at.done)) / at.done;
  return Math.max(1, Math.floor(left / at.start));
}

/** `startMs` is the time that the start of one worker took; the first worker begins now. */
export function admission(startMs: number, now: () => number = () => performance.now()): Admission {
  const begun = now();
  const waiting: { readonly k: number; readonly begin: () => void }[] = [];
  let paying = 1;
  return {
    admitted: (k) => (k < paying ? Promise.resolve() : new Promise((begin) => waiting.push({ k, begin }))),
    tell(done, of) {
      paying = Math.max(paying, workersThatPay({ start: startMs, elapsed: now() - begun, done, of }));
      for (const { k, begin } of waiting) if (k < paying) begin();
    },
  };
}
