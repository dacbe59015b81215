import { identify, meaningsOf, rareReadings } from "./identify.js";
/** Shapes that are remembered. */
const MOST_KNOWN = 1000;
/** Looks at a tensor with a catalogue; `expect` is what an initializer says of sizes, and `key` all that it depends on besides. */
export function looker(contracts, { layout, key, known }, expect) {
    const meaningsFor = (dims) => {
        const name = `${key} ${dims.join("x")}`;
        const before = known.get(name);
        if (before !== undefined)
            return before;
        const meanings = meaningsOf(contracts, (initializer) => expect(initializer, dims));
        if (known.size >= MOST_KNOWN)
            known.clear();
        known.set(name, meanings);
        return meanings;
    };
    return function look(dims, evidence) {
        let readings;
        return {
            dims,
            layout,
            evidence,
            get readings() {
                readings ??= identify(meaningsFor(dims), evidence.weight, evidence.excerpt);
                return readings;
            },
            get rarely() {
                return rareReadings(meaningsFor(dims), evidence.weight);
            },
            look,
        };
    };
}
