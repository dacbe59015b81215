export const UNDEFINED = { lower: Number.NaN, upper: Number.NaN };
export const fromLower = (lower) => ({ lower, upper: 1 - lower });
export const fromUpper = (upper) => ({ lower: 1 - upper, upper });
export const mirrored = ({ lower, upper }) => ({ lower: upper, upper: lower });
