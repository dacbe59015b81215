/** Of values whose mean and variance theory knows: the two statistics. */
export function lawStatistics(name, { meanField, mean, variance }, published = []) {
    const print = (text) => (text === undefined ? {} : { published: text, prints: "width" });
    return [
        { name: `mean of ${name}`, limit: meanField, mean, variance, ...print(published[0]) },
        { name: `standard deviation of ${name}`, limit: 0, mean: variance, shown: Math.sqrt, ...print(published[1]) },
    ];
}
/** One network's two numbers. */
export const lawValues = (value, { mean }) => [
    value,
    (value - mean) ** 2,
];
