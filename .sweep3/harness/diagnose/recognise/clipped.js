import { spacing } from "../../format/dtype.js";
import { valuesOf } from "./recogniser.js";
/** Fewer values on an end than this, or than one in a thousand, are no pile. */
const PILE = 8;
/** Values piled up on both ends: moved there instead of drawn again. */
export const clipped = (input) => {
    if (input.expected.joint !== "independent")
        return undefined;
    const values = valuesOf(input);
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const x of values) {
        if (x < least)
            least = x;
        if (x > most)
            most = x;
    }
    const atEnds = values.reduce((n, x) => n + (x === least || x === most ? 1 : 0), 0);
    const { dtype } = input.samples[0];
    // On a coarse grid the last cells hold their share: a pile is more than that.
    const share = (spacing(dtype, least) + spacing(dtype, most)) / (most - least);
    if (!(atEnds >= Math.max(PILE, values.length * Math.max(1e-3, 4 * share))))
        return undefined;
    const evidence = `${atEnds} of ${values.length} values lie exactly on ${least} or ${most}`;
    return { mistake: "clipped-not-truncated", evidence };
};
