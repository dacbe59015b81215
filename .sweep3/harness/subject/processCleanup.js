/** Process groups that must not outlive this process, however it ends. */
import { guard } from "./guardian.js";
/** How each group's guardian is let go. */
const groups = new Map();
/** Remembers a process group until `forget`. */
export function remember(group) {
    if (groups.size === 0)
        process.on("exit", killAll);
    groups.set(group, guard(group));
}
export function forget(group) {
    groups.get(group)?.();
    if (groups.delete(group) && groups.size === 0)
        process.off("exit", killAll);
}
/** Kills every member of the group at once; a group that is gone already is no error. */
export function killGroup(group) {
    try {
        // Windows has no process groups: there only the leader can be reached.
        process.kill(process.platform === "win32" ? group : -group, "SIGKILL");
    }
    catch {
        // ESRCH: nobody is left.
    }
}
function killAll() {
    for (const group of groups.keys())
        killGroup(group);
    groups.clear();
}
