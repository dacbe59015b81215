/** Keeps the last result of a tensor. */
export function perTensor() {
    const held = new WeakMap();
    return (tensor, mean, matrix, compute) => {
        const before = held.get(tensor);
        if (before?.mean === mean && before.matrix === matrix)
            return before.value;
        const value = compute();
        held.set(tensor, { mean, matrix, value });
        return value;
    };
}
