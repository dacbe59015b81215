/** JUnit XML for CI servers: a test case a case; an undetermined case is an error, never a skip. */
import XMLBuilder from "fast-xml-builder";
import { casesOf, type ReportCase } from "./cases.js";
import { plainTexts } from "./plain.js";
import type { Reporter } from "./reporter.js";
import { tallyOf } from "./wording.js";

export const junit: Reporter = {
  name: "junit",
  files: (outcome) => {
    const { kind, version, partial, record } = outcome;
    const cases = plainTexts(casesOf(outcome));
    const { fail, undetermined } = tallyOf(cases);
    const counts = { "@_tests": cases.length, "@_failures": fail, "@_errors": undetermined };
    const facts = {
      version,
      partial,
      ...("seed" in record && { seed: record.seed }),
      ...("alpha" in record && { alpha: record.alpha }),
    };
    const tree = {
      "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
      testsuites: {
        "@_name": "initgate",
        ...counts,
        testsuite: {
          "@_name": kind,
          ...counts,
          "@_skipped": 0,
          properties: {
            property: Object.entries(facts).map(([name, value]) => ({ "@_name": name, "@_value": String(value) })),
          },
          testcase: cases.map(testCase),
        },
      },
    };
    return { "junit.xml": builder.build(tree) };
  },
};

const builder = new XMLBuilder({
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

function testCase({ group, name, verdict, mistake, reason, details, replay }: ReportCase): object {
  const attributes = { "@_classname": group, "@_name": name };
  if (verdict === "pass") return attributes;
  const lines = [...details, replay === "" ? "" : `replay: ${replay}`].filter((line) => line !== "");
  const outcome = { "@_message": reason, "@_type": mistake || verdict, "#text": lines.join("\n") };
  return { ...attributes, [verdict === "fail" ? "failure" : "error"]: outcome };
}
