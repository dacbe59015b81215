import { expect, test } from "vitest";
import { wantsColour } from "../../harness/command/colour.js";

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
] as const)("%j on a terminal: %s is %s", (environment, isTerminal, wanted) =>
  expect(wantsColour(environment, isTerminal)).toBe(wanted),
);
