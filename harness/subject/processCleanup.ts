/** Process groups that must not outlive this process, however it ends. */
import { guard } from "./guardian.js";

/** By group, the function that dismisses its guardian. */
const groups = new Map<number, () => void>();

/** Remembers a process group until `forget`. */
export function remember(group: number): void {
  if (groups.size === 0) process.on("exit", killAll);
  groups.set(group, guard(group));
}

export function forget(group: number): void {
  groups.get(group)?.();
  if (groups.delete(group) && groups.size === 0) process.off("exit", killAll);
}

/** Kills every member of the group at once; a group that has ended is no error. */
export function killGroup(group: number): void {
  try {
    // Windows has no process groups: only the leader can be killed.
    process.kill(process.platform === "win32" ? group : -group, "SIGKILL");
  } catch {
    // ESRCH: the group has no members left.
  }
}

function killAll(): void {
  for (const group of groups.keys()) killGroup(group);
  groups.clear();
}
