/** Files that appear whole or not at all: written beside, flushed, renamed. */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { plain } from "./plain.js";

/** What may fail half way: the calls of node:fs, or a test's. */
export type Disk = Pick<typeof import("node:fs"), "fsyncSync" | "renameSync" | "rmSync">;

/**
 * Writes the files, by name, into a directory, which is created with its parents. Nothing is renamed before everything
 * is written, so a full disk leaves the previous files as they were; a killed process leaves at most hidden `.tmp` files.
 *
 * @throws Error "report: DIR must be writable, got CODE"; no temporary file is left.
 */
export function writeWhole(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  disk: Disk = { fsyncSync, renameSync, rmSync },
): void {
  const pairs = Object.entries(files).map(([name, content]) => {
    const path = join(directory, name);
    return { path, content, beside: join(dirname(path), `.${basename(path)}.${process.pid}.${randomUUID()}.tmp`) };
  });
  try {
    mkdirSync(directory, { recursive: true });
    for (const { beside, content } of pairs) writeFlushed(beside, content, disk);
    for (const { beside, path } of pairs) disk.renameSync(beside, path);
  } catch (error) {
    for (const { beside } of pairs) removeIfPossible(beside, disk);
    throw new Error(`report: ${plain(directory)} must be writable, got ${codeOf(error)}`, { cause: error });
  }
}

function writeFlushed(path: string, content: string | Uint8Array, disk: Disk): void {
  mkdirSync(dirname(path), { recursive: true });
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
    disk.rmSync(path, { force: true });
  } catch {}
}

function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error) return String(error.code);
  return plain(String(error));
}
