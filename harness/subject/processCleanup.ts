/** Process groups that must not outlive this process, whether it ends by itself or by a signal. */
const groups = new Set<number>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
type Signal = (typeof signals)[number];

/** Remembers a process group until `forget`. */
export function remember(group: number): void {
  if (groups.size === 0) {
    process.on("exit", killAll);
    for (const signal of signals) process.on(signal, passOn);
  }
  groups.add(group);
}

export function forget(group: number): void {
  if (groups.delete(group) && groups.size === 0) release();
}

/** Kills every member of the group at once; a group that is gone already is no error. */
export function killGroup(group: number): void {
  try {
    // Windows has no process groups: there only the leader can be reached.
    process.kill(process.platform === "win32" ? group : -group, "SIGKILL");
  } catch {
    // ESRCH: nobody is left.
  }
}

function killAll(): void {
  for (const group of groups) killGroup(group);
  groups.clear();
}

/** After the cleanup a signal does what it would have done without us, unless the program listens to it as well. */
function passOn(signal: Signal): void {
  killAll();
  release();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function release(): void {
  process.off("exit", killAll);
  for (const signal of signals) process.off(signal, passOn);
}
