import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, writers } from "../../reports/index.js";
import { publish } from "../../reports/publish.js";
import { realistic } from "./records.js";

let directory = "";
let printed = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "initgate-publish-"));
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

describe("publish", () => {
  it("writes every writer's file and prints the summary", () => {
    publish(realistic, { out: directory });
    expect(readdirSync(directory).sort()).toEqual(writers.map(({ file }) => file).sort());
    for (const { file, write } of writers) expect(readFileSync(join(directory, file), "utf8")).toBe(write(realistic));
    expect(printed).toContain("121 passed, 4 failed, 1 undetermined");
    expect(printed).toContain(`files: ${directory}`);
  });

  it("prints nothing when quiet, and only the document for JSON", () => {
    publish(realistic, { out: directory, quiet: true });
    expect(printed).toBe("");
    publish(realistic, { out: directory, quiet: true, json: true });
    expect(printed).toBe(json.write(realistic));
  });

  it("does not lose the summary when the files cannot be written", () => {
    writeFileSync(join(directory, "file"), "");
    expect(() => publish(realistic, { out: join(directory, "file") })).toThrow("must be writable, got EEXIST");
    expect(printed).toContain("4 failed");
  });
});
