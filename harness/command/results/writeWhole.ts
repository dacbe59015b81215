/** Writes files completely or not at all: into a folder beside them, flushed, then renamed. */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { oneLine } from "../../weights/oneLine.js";
import { makeDirectory } from "./makeDirectory.js";
import { stagingName, sweep } from "./staging.js";
import { uninterrupted } from "./uninterrupted.js";

/** The calls that may fail: those of node:fs, or a test's. */
export type Disk = Pick<typeof import("node:fs"), "fsyncSync" | "renameSync" | "rmSync">;

export type Files = Readonly<Record<string, string | Uint8Array>>;

/**
 * Writes the files, by name, into a directory, which is created with its parents; they are renamed in the given order,
 * after all of them are flushed to the disk. So a full disk leaves the previous files as they were, and a killed
 * process leaves at most a hidden folder, which the next run sweeps.
 *
 * @param obsolete names that are removed between the flushing and the renaming: files of an earlier run
 * @throws Error "report: DIR must be writable, got CODE"; nothing temporary is left.
 */
export function writeWhole(directory: string, files: Files, options: WriteWholeOptions = {}): void {
  uninterrupted(() => write(directory, files, options));
}

interface WriteWholeOptions {
  readonly obsolete?: readonly string[];
  readonly disk?: Disk;
}

function write(
  directory: string,
  files: Files,
  { obsolete = [], disk = { fsyncSync, renameSync, rmSync } }: WriteWholeOptions,
): void {
  const staging = join(directory, stagingName(randomUUID()));
  try {
    makeDirectory(directory);
    sweep(directory);
    mkdirSync(staging);
    for (const [name, content] of Object.entries(files)) writeFlushed(join(staging, name), content, disk);
    for (const name of obsolete) if (!Object.hasOwn(files, name)) disk.rmSync(join(directory, name), { force: true });
    for (const name of Object.keys(files)) {
      makeDirectory(dirname(join(directory, name)));
      disk.renameSync(join(staging, name), join(directory, name));
    }
  } catch (error) {
    throw unwritable(directory, error);
  } finally {
    removeIfPossible(staging, disk);
  }
}

/** The error of a directory that cannot be written. */
export const unwritable = (directory: string, error: unknown): Error =>
  new Error(`report: ${oneLine(directory, 300)} must be writable, got ${codeOf(error)}`, { cause: error });

function writeFlushed(path: string, content: string | Uint8Array, disk: Disk): void {
  makeDirectory(dirname(path));
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, content);
    disk.fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The first error is the one to report. */
function removeIfPossible(path: string, disk: Disk): void {
  try {
    disk.rmSync(path, { recursive: true, force: true });
  } catch {}
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return oneLine(String(error));
}
