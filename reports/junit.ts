/** JUnit XML, as CI servers read it: a test case a case, grouped by initializer; doubt is an error, never a skip. */
import type { CaseResult } from "../harness/record/index.js";
import { plainRecord } from "./plain.js";
import * as say from "./wording.js";
import type { Writer } from "./writer.js";

export const junit: Writer = {
  name: "junit",
  file: "junit.xml",
  write: (record) => {
    const clean = plainRecord(record);
    const { pass, fail, undetermined } = say.tally(clean);
    const counts = { tests: pass + fail + undetermined, failures: fail, errors: undetermined };
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites ${attributes({ name: "initgate", ...counts })}>`,
      `  <testsuite ${attributes({ name: say.subjectsText(clean), ...counts, skipped: 0 })}>`,
      "    <properties>",
      ...[
        ["version", clean.version],
        ["seed", clean.seed],
        ["alpha", clean.alpha],
      ].map(([name, value]) => `      <property ${attributes({ name: name!, value: value! })}/>`),
      "    </properties>",
      ...clean.results.flatMap(testCase),
      "  </testsuite>",
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  },
};

function testCase(result: CaseResult): string[] {
  const { subject, initializer, shape, layout, dtype, seed } = result.key;
  const name = `${say.nameText(result.key)} ${shape} ${layout} ${dtype} seed ${seed}`;
  const open = `    <testcase ${attributes({ classname: `${subject}.${initializer}`, name })}`;
  if (result.verdict === "pass") return [`${open}/>`];
  return [`${open}>`, ...outcome(result), "    </testcase>"];
}

function outcome(result: CaseResult): string[] {
  if (result.verdict === "undetermined") {
    const message = attributes({ message: say.reasonText(result), type: "undetermined" });
    return [`      <error ${message}>${escaped(`replay: ${result.replay}`)}</error>`];
  }
  const { diagnosis, findings, replay } = result;
  const failed = say.strongest(findings, "fail");
  const message = diagnosis === null ? failed.map(({ check }) => check).join(", ") : say.diagnosisText(diagnosis);
  const lines = [
    ...failed.map((finding) => `${finding.check}: ${say.findingText(finding)}; ${say.sightText(finding)}`),
    `replay: ${replay}`,
  ];
  const open = `      <failure ${attributes({ message, type: diagnosis?.mistake ?? "fail" })}>`;
  return [open + lines.map(escaped).join("\n"), "      </failure>"];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(" ");
}

const ENTITY: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&${ENTITY[c]};`);
}
