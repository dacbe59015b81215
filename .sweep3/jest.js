import { toFollowInitializer } from "./matcher.js";
const { expect } = globalThis;
if (expect === undefined) {
    throw new Error("initgate/jest: must be imported where Jest has set expect, got none: list it in setupFilesAfterEnv");
}
expect.extend({ toFollowInitializer });
export { toFollowInitializer } from "./matcher.js";
