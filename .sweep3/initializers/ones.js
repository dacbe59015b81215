import { constant } from "../harness/rule/index.js";
/** For the scales of normalization layers. */
export const ones = {
    name: "ones",
    source: "the mission's table",
    rule: constant(1),
};
