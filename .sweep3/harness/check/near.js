/** The bits that differ, in the order of the neighbours of one seed. */
export const KINDS = ["lowest", "highest"];
/** Neighbours come in groups: those of the first tensor, those of the second, ... */
export const nearPairs = ({ tensors, neighbours = [] }) => neighbours.map((near, k) => ({
    first: tensors[Math.floor(k / KINDS.length)],
    near,
    kind: k % KINDS.length,
}));
/** How many of the first stage's tensors have their near seeds drawn as well: until a thousand entries have a counterpart. */
export const nearSeedsOf = (size) => Math.max(1, Math.ceil(1000 / Math.max(1, size)));
