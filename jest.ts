/**
 * Importing this in a file that Jest runs, or listing it in `setupFilesAfterEnv`, adds `toFollowInitializer` to Jest's `expect`. The
 * package is ESM: Jest loads it where it is started as `node --experimental-vm-modules node_modules/jest/bin/jest.js`.
 */
import type {} from "expect";
import type { Initializer } from "./harness/contract/initializer.js";
import { type MatcherOptions, toFollowInitializer } from "./harness/library/matcher.js";

interface Extendable {
  extend(matchers: { readonly toFollowInitializer: typeof toFollowInitializer }): void;
}

const { expect } = globalThis as { readonly expect?: Extendable };
if (expect === undefined) {
  throw new Error("initgate/jest: must be imported where Jest has set expect, got none: list it in setupFilesAfterEnv");
}
expect.extend({ toFollowInitializer });

export { type MatcherOptions, type MatcherResult, toFollowInitializer } from "./harness/library/matcher.js";

// `@jest/globals` takes its matchers from "expect", `@types/jest` from a global namespace.
declare module "expect" {
  interface Matchers<R> {
    /** Every check that one tensor allows passes; the failure message carries the diagnosis. */
    toFollowInitializer(initializer: Initializer, options: MatcherOptions): R;
  }
}
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: declarations must agree to merge
    interface Matchers<R, T = {}> {
      /** Every check that one tensor allows passes; the failure message carries the diagnosis. */
      toFollowInitializer(initializer: Initializer, options: MatcherOptions): R;
    }
  }
}
