/**
 * Hidden folders in which files are written before they are renamed, and the removal of those that killed processes
 * left.
 */
import { readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

const HOST = hostname().replace(/[^\w]/g, "_");
const STAGING = /^\.initgate-(\w+)-(\d+)-[0-9a-f-]{36}\.tmp$/;

/** `.initgate-HOST-PID-UUID.tmp` */
export const stagingName = (uuid: string): string => `.initgate-${HOST}-${process.pid}-${uuid}.tmp`;

/**
 * Removes the staging folders of processes of this machine that are gone. A folder with this process's own number was
 * left, too: files are written by one call at a time, which begins with this removal.
 */
export function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    const [, host, pid] = STAGING.exec(name) ?? [];
    if (host !== HOST || isRunning(Number(pid))) continue;
    try {
      rmSync(join(directory, name), { recursive: true, force: true });
    } catch {
      // A folder of another user stays: it does no harm.
    }
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
