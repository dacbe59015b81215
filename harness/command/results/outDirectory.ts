/** Tests the directory of a report before anything runs: hours of work must not end at a full or read-only disk. */
import { randomUUID } from "node:crypto";
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { makeDirectory } from "./makeDirectory.js";
import { stagingName, sweep } from "./staging.js";
import { uninterrupted } from "./uninterrupted.js";
import { unwritable } from "./writeWhole.js";

/**
 * Creates the directory, writes a file there and removes it again. Returns a function that removes the created
 * directories if they are still empty, for a run that writes nothing.
 *
 * @throws Error "report: DIR must be writable, got CODE"
 */
export function prepareOut(directory: string): () => void {
  const staging = join(directory, stagingName(randomUUID()));
  let first: string | undefined;
  try {
    first = makeDirectory(directory);
    sweep(directory);
    uninterrupted(() => tryRoom(staging));
  } catch (error) {
    throw unwritable(directory, error);
  }
  return () => removeEmpty(resolve(directory), first);
}

function tryRoom(staging: string): void {
  mkdirSync(staging);
  try {
    writeFileSync(join(staging, "room"), "room");
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** From the directory up to the first that was created. */
function removeEmpty(directory: string, first: string | undefined): void {
  if (first === undefined) return;
  try {
    for (let at = directory; at.startsWith(first); at = dirname(at)) rmdirSync(at);
  } catch {
    // Not empty: another program uses it.
  }
}
