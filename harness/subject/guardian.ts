/** Ends a process group when this process is gone. SIGKILL cannot be caught, but it closes the pipe to the guardian. */
import { spawn } from "node:child_process";

/** A line on stdin dismisses the guardian; the end of stdin without a line means that this process has ended. */
const SCRIPT = 'read -r line || kill -9 "-$1"';

/**
 * Starts a guardian of the group: a shell that waits. Returns a function that dismisses it. Without a shell, as on Windows,
 * there is no guardian.
 */
export function guard(group: number): () => void {
  if (process.platform === "win32") return () => {};
  const shell = spawn("/bin/sh", ["-c", SCRIPT, "initgate-guardian", String(group)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.on("error", () => {});
  shell.stdin?.on("error", () => {});
  shell.unref();
  return () => void shell.stdin?.end("done\n");
}
