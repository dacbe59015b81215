/** Ends a process group when this process is gone, however it went: what kills us cannot be heard, but our pipe closes. */
import { spawn } from "node:child_process";
/** A line says that there is nothing left to do; without one, the end of stdin is our end. */
const SCRIPT = 'read -r line || kill -9 "-$1"';
/**
 * Starts a guardian of the group: a shell that waits. Answers a function that lets it go. Where no shell is, as on Windows,
 * there is no guardian.
 */
export function guard(group) {
    if (process.platform === "win32")
        return () => { };
    const shell = spawn("/bin/sh", ["-c", SCRIPT, "initgate-guardian", String(group)], {
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
    });
    shell.on("error", () => { });
    shell.stdin?.on("error", () => { });
    shell.unref();
    return () => void shell.stdin?.end("done\n");
}
