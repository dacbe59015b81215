/** A value computed when first asked for, and kept. */
export function once(compute) {
    let kept;
    return () => {
        kept ??= { value: compute() };
        return kept.value;
    };
}
