/** From the tensors of a file to what is judged: whole tensors and parts of them, each with the claim that speaks of it. */
import { initializerNamed } from "../contract/index.js";
import { claimsFor } from "./claims.js";
import { dimsOf } from "./excerpt.js";
import { unfreed } from "./free.js";
import { partOf } from "./partOf.js";
import { isWhole, regionOf, restOf } from "./region.js";
/** Throws a RangeError of one line where parts overlap or lie nowhere. */
export function placesOf(file, weights, claims) {
    return weights.entries.flatMap((entry) => placesOfTensor({ file: entry.file ?? file, weights, entry, tensor: entry.name }, claims));
}
function placesOfTensor(place, { claims, scope, contracts }) {
    const { entry, weights, tensor } = place;
    const spoken = claimsFor(claims, tensor);
    const held = ({ claim, captures }) => {
        const { text, isFree } = unfreed(claim.contract);
        const contract = initializerNamed(contracts, text, { ...scope, ...captures });
        return { claim, contract, ...(isFree ? { isFree } : {}) };
    };
    const last = spoken.at(-1);
    const whole = last !== undefined && isWhole(last.claim) ? last : undefined;
    const parts = spoken.filter(({ claim }) => !isWhole(claim));
    if (parts.length === 0 || entry.unsupported !== undefined) {
        return [{ ...place, ...(spoken[0] === undefined ? {} : { held: held(spoken[0]) }) }];
    }
    const dims = dimsOf(entry.shape);
    const regions = parts.map(({ claim }) => regionOf(claim, dims));
    const rest = restOf(regions, dims, tensor);
    const placeOf = (region, who) => ({
        ...place,
        ...partOf(weights, entry, region, `${tensor}[${region.label}]`),
        ...(who === undefined ? {} : { held: held(who) }),
        ...(region.isBlock ? {} : { whole: entry }),
        label: region.label,
    });
    return [...parts.map((who, k) => placeOf(regions[k], who)), ...(rest === undefined ? [] : [placeOf(rest, whole)])];
}
