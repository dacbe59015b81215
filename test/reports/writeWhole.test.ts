import {
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stagingName } from "../../harness/command/results/staging.js";
import { writeWhole } from "../../harness/command/results/writeWhole.js";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "initgate-whole-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** A real disk, whose calls are watched and may be replaced. */
const watched = () => ({ fsyncSync: vi.fn(fsyncSync), renameSync: vi.fn(renameSync), rmSync: vi.fn(rmSync) });

const failure = (code: string): Error => Object.assign(new Error(`${code}: refused\nat length`), { code });

describe("writeWhole", () => {
  it("writes texts and bytes, replaces what was there, and makes directories", () => {
    const out = join(directory, "a", "b");
    writeWhole(out, { "x.csv": "old\n" });
    writeWhole(out, { "x.csv": "new\n", "deep/y.bin": Uint8Array.of(0, 255) });
    expect(readFileSync(join(out, "x.csv"), "utf8")).toBe("new\n");
    expect([...readFileSync(join(out, "deep", "y.bin"))]).toEqual([0, 255]);
    expect(readdirSync(out).sort()).toEqual(["deep", "x.csv"]);
  });

  it("flushes a file before it gets its name", () => {
    const disk = watched();
    writeWhole(directory, { x: "1" }, { disk });
    const [flushed] = disk.fsyncSync.mock.invocationCallOrder;
    const [renamed] = disk.renameSync.mock.invocationCallOrder;
    expect(flushed).toBeLessThan(renamed!);
  });

  it("says in one line which directory cannot be written", () => {
    writeFileSync(join(directory, "file"), "");
    const out = join(directory, "file", "out");
    expect(() => writeWhole(out, { x: "1" })).toThrow(`report: ${out} must be writable, got ENOTDIR`);
  });

  it("keeps the old files and cleans up when the disk fails half way", () => {
    writeWhole(directory, { a: "old a", b: "old b" });
    const disk = watched();
    disk.fsyncSync
      .mockImplementationOnce(() => undefined)
      .mockImplementationOnce(() => {
        throw failure("ENOSPC");
      });
    expect(() => writeWhole(directory, { a: "new a", b: "new b" }, { disk })).toThrow(
      new Error(`report: ${directory} must be writable, got ENOSPC`),
    );
    expect(readdirSync(directory).sort()).toEqual(["a", "b"]);
    expect(readFileSync(join(directory, "a"), "utf8")).toBe("old a");
  });

  it("leaves every named file whole when the process dies half way, and the next run is not disturbed", () => {
    writeWhole(directory, { a: "old a", b: "old b" });
    // From here on nothing reaches the disk any more, not even the cleaning up.
    const disk = watched();
    disk.renameSync.mockImplementation(() => {
      throw failure("SIGKILL");
    });
    disk.rmSync.mockImplementation(() => undefined);
    expect(() => writeWhole(directory, { a: "new a", b: "new b" }, { disk })).toThrow("SIGKILL");
    expect(readFileSync(join(directory, "a"), "utf8")).toBe("old a");
    const left = readdirSync(directory).filter((name) => name !== "a" && name !== "b");
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(new RegExp(`^\\.initgate-\\w+-${process.pid}-[0-9a-f-]{36}\\.tmp$`));
    writeWhole(directory, { a: "new a", b: "new b" });
    expect(readFileSync(join(directory, "b"), "utf8")).toBe("new b");
    // What the dead process left is swept.
    expect(readdirSync(directory).sort()).toEqual(["a", "b"]);
  });

  it("leaves the staging folders of living processes and of other machines alone", () => {
    const uuid = `${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}`;
    const living = stagingName(uuid).replace(`-${process.pid}-`, `-${process.ppid}-`);
    const elsewhere = `.initgate-another_host-999999999-${uuid}.tmp`;
    for (const name of [living, elsewhere]) mkdirSync(join(directory, name));
    writeWhole(directory, { a: "1" });
    expect(readdirSync(directory).sort()).toEqual([elsewhere, living, "a"].sort());
  });
});
