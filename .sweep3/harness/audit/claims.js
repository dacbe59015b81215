import { capturesOf, matches } from "../pattern.js";
import { isWhole } from "./region.js";
export { matches };
/** The claims that speak of a tensor: those of parts, and the first of the whole, which then speaks of what is left. */
export function claimsFor(claims, name) {
    const spoken = [];
    for (const claim of claims) {
        const captures = capturesOf(claim.pattern, name);
        if (captures === undefined)
            continue;
        spoken.push({ claim, captures });
        if (isWhole(claim))
            break;
    }
    return spoken;
}
/** The claim that speaks of all of a tensor. */
export function claimFor(claims, name) {
    const [first] = claimsFor(claims, name);
    return first !== undefined && isWhole(first.claim) ? first.claim : undefined;
}
