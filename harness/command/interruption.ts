/** Signals that end a run (Ctrl-C and others): it ends within two seconds, whatever it is doing. */

/** By signal, the exit code that a shell would give. */
const EXITS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export type InterruptingSignal = keyof typeof EXITS;

export const exitOf = (signal: InterruptingSignal): number => EXITS[signal];

export interface Interruption {
  /** Resolves at the first signal. */
  readonly signal: Promise<InterruptingSignal>;
  /** Restores the previous handling of signals. */
  ignore(): void;
}

/** A second signal ends the program at once. */
export function listenForSignals(): Interruption {
  let heard = false;
  let come: (signal: InterruptingSignal) => void;
  const signal = new Promise<InterruptingSignal>((resolve) => {
    come = resolve;
  });
  const listener = (name: NodeJS.Signals): void => {
    if (heard) process.exit(exitOf(name as InterruptingSignal));
    heard = true;
    come(name as InterruptingSignal);
  };
  for (const name of Object.keys(EXITS)) process.on(name, listener);
  return {
    signal,
    ignore: () => {
      for (const name of Object.keys(EXITS)) process.off(name, listener);
    },
  };
}
