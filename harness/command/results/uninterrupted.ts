/** Work that no signal cuts in two. */

/** Signals that end a program by default, and can be made to wait. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs synchronous work that would leave temporary files if a signal ended the process within it: the signal is obeyed
 * when the work is done, by the program's own listener if it has one.
 */
export function uninterrupted<Result>(work: () => Result): Result {
  const listener = (name: NodeJS.Signals): void => {
    release();
    if (process.listenerCount(name) === 0) process.kill(process.pid, name);
  };
  const release = (): void => {
    for (const name of ENDING) process.off(name, listener);
  };
  for (const name of ENDING) process.on(name, listener);
  try {
    return work();
  } finally {
    // A signal that came meanwhile is delivered by the event loop.
    setImmediate(release);
  }
}
