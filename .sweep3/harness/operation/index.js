import { singleOperations } from "./single.js";
/** The operations by name, each loaded when it is wanted. */
export const operations = {
    ...singleOperations,
    plan: async () => (await import("./plan.js")).plan,
};
