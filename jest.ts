/**
 * Importing or requiring this in a file that Jest runs, or listing it in `setupFilesAfterEnv`, adds `toFollowInitializer` to Jest's
 * `expect`.
 */
import type {} from "expect";
import type { Initializer } from "./harness/contract/initializer.js";
import jestExpect from "./harness/library/jestExpect.cjs";
import type { MatcherOptions } from "./harness/library/matcher.js";

/** The matcher, for an `expect` other than the global one. */
export const { toFollowInitializer } = jestExpect;
export type { MatcherOptions, MatcherResult } from "./harness/library/matcher.js";

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
