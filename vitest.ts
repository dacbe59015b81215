/**
 * Importing this adds `toFollowInitializer` to Vitest's `expect`. Under Jest, hand the exported function to `expect.extend`:
 * where Vitest is not installed nothing is extended.
 */
import type { Initializer } from "./harness/contract/initializer.js";
import { type MatcherOptions, toFollowInitializer } from "./harness/library/matcher.js";

const vitest = await import("vitest").catch(() => undefined);
vitest?.expect.extend({ toFollowInitializer });

export { type MatcherOptions, type MatcherResult, toFollowInitializer } from "./harness/library/matcher.js";

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: Vitest declares the parameter so, and declarations must agree to merge
  interface Matchers<T = any> {
    /** Every check that one tensor allows passes; the failure message carries the diagnosis. */
    toFollowInitializer(initializer: Initializer, options: MatcherOptions): T;
  }
}
