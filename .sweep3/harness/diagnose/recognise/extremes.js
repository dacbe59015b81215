/** A few entries that the law makes impossible, or none where it must have some. */
import { momentsOf } from "../moments.js";
import { valuesOf } from "./recogniser.js";
/** More than this share is no few. */
const SHARE = 0.01;
/** Standard deviations that no sample of an unbounded law reaches. */
const IMPOSSIBLE = 6.5;
/** A bounded law's strays go beyond its reach by this factor, or its bound is merely wrong. */
const BEYOND = 1.2;
/** The rest must be right to this relative variance. */
const RIGHT = 0.1;
/** And to this relative fourth moment. */
const TAILS = 0.3;
export const outliers = (input) => {
    const { law, joint } = input.expected;
    if (joint === "exact" || !(law.variance > 0))
        return undefined;
    const values = valuesOf(input);
    const reach = Math.min(IMPOSSIBLE * Math.sqrt(law.variance), (1 + 1e-6) * (law.support[1] - law.mean));
    const isStray = (x) => Math.abs(x - law.mean) > reach;
    const strays = values.filter(isStray);
    if (strays.length === 0 || strays.length > SHARE * values.length)
        return undefined;
    if (!strays.some((x) => Math.abs(x - law.mean) > BEYOND * reach))
        return undefined;
    const rest = momentsOf(values.filter((x) => !isStray(x)));
    if (Math.abs(rest.variance / law.variance - 1) > RIGHT)
        return undefined;
    // Heavy tails are another law, not strays.
    if (Math.abs(rest.kurtosis / law.moment(4) - 1) > TAILS)
        return undefined;
    const evidence = `${strays.length} of ${values.length} values are impossible, such as ${strays[0]}`;
    return { mistake: "outliers", evidence };
};
/** Every value on one side of the mean, though the law has both. */
export const oneSided = (input) => {
    const { law, joint } = input.expected;
    if (joint !== "independent")
        return undefined;
    const values = valuesOf(input);
    const sign = Math.sign(values[0] - law.mean);
    if (values.length < 100 || !values.every((x) => sign * (x - law.mean) >= 0))
        return undefined;
    return { mistake: "half-range", evidence: `every value lies ${sign > 0 ? "above" : "below"} ${law.mean}` };
};
/** So unlikely a largest deviation is a bound. */
const NO_CHANCE = 1e-6;
/** The right law, without its tails. */
export const noTails = (input) => {
    const { law, joint } = input.expected;
    if (joint !== "independent" || Number.isFinite(law.support[1]))
        return undefined;
    const values = valuesOf(input);
    const furthest = values.reduce((most, x) => Math.max(most, Math.abs(x - law.mean)), 0);
    const beyond = 2 * law.sf(law.mean + furthest);
    if (!(values.length * Math.log1p(-beyond) < Math.log(NO_CHANCE)))
        return undefined;
    const sds = (furthest / Math.sqrt(law.variance)).toPrecision(3);
    const evidence = `none of ${values.length} values lies beyond ${sds} standard deviations`;
    return { mistake: "truncated-not-normal", evidence };
};
