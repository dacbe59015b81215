/** Adds `toFollowInitializer` to the `expect` that Jest has set, in Jest's default mode and in that of ES modules. */
import requireOutside = require("./outside.cjs");

type Matcher = typeof import("./matcher.js", { with: { "resolution-mode": "import" }}).toFollowInitializer;

const { toFollowInitializer } = requireOutside("./harness/library/matcher.js") as {
  readonly toFollowInitializer: Matcher;
};

const { expect } = globalThis as {
  readonly expect?: { extend(matchers: { readonly toFollowInitializer: Matcher }): void };
};
if (expect === undefined) {
  throw new Error("initgate/jest: must be imported where Jest has set expect, got none: list it in setupFilesAfterEnv");
}
expect.extend({ toFollowInitializer });

export = { toFollowInitializer };
