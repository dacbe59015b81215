/** Weights are float32: a layer's squared norm is off by this much, relatively, at worst. */
export const WEIGHT_ROUNDING = 2 ** -23;
/** A computed law; `layers` that rounding has gone through. */
export function computedLaw(mean, variance, layers, { deadProbability = 0, skewness = 0 } = {}) {
    return {
        ...{ mean, variance, skewness: typeof skewness === "number" ? [skewness, skewness] : skewness },
        ...{ draws: Number.POSITIVE_INFINITY, deadProbability, deadDraws: Number.POSITIVE_INFINITY },
        rounding: layers * WEIGHT_ROUNDING,
    };
}
/** What certainly leaves nothing. */
export const deadLaw = computedLaw(Number.NEGATIVE_INFINITY, 0, 0, { deadProbability: 1 });
