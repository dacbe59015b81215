import { toFollowInitializer } from "./matcher.js";
const vitest = await import("vitest").catch(() => undefined);
vitest?.expect.extend({ toFollowInitializer });
export { toFollowInitializer } from "./matcher.js";
