/**
 * A published result on signal propagation, as a value: what theory says of it, and how one network shows it. The runner
 * draws networks until the two can be compared; see judge.ts.
 */
import { once } from "./once.js";
export function paper(declared) {
    const { right, wrong, draw, reference, ...words } = declared;
    return {
        ...words,
        statistics: once(words.statistics),
        ...(words.facts && { facts: once(words.facts) }),
        mistake: wrong.what,
        references: reference?.nets ?? 0,
        draw: (seed, kind) => {
            if (kind !== "reference")
                return draw(seed, kind === "right" ? right : wrong.setting);
            if (reference === undefined)
                throw new Error(`${words.id}: has no reference networks`);
            return reference.draw(seed);
        },
    };
}
