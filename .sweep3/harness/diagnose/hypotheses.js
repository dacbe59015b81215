import { affine, clippedNormal, signedUniformLaw, standardDeviation, standardize, standardNormal, truncatedNormal, uniform, } from "../law/index.js";
const GAINS = [2, (5 / 3) ** 2, 1 / 2];
/** Whole numbers that a fan may be multiplied or divided by: heads, gates, groups, layers. */
const FACTORS = [2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 24, 32, 64];
/** What sizes are rounded up to, for the hardware's sake. */
const MULTIPLES = [8, 16, 32, 64, 128, 256];
/** Every hypothesis about a tensor under this contract. */
export function hypothesesFor(expected) {
    const { law } = expected;
    const forms = formsFor(law);
    return scalesFor(expected).flatMap((scale) => forms.flatMap((form) => {
        const changes = (scale.mistake === undefined ? 0 : scale.odd ? 2 : 1) + (form.mistake === undefined ? 0 : 1);
        const mistake = scale.mistake ?? form.mistake;
        const words = [scale.words, form.words].filter((text) => text !== "").join(", ");
        if (!(scale.variance > 0 && Number.isFinite(scale.variance)))
            return [];
        const candidate = form.of(Math.sqrt(scale.variance), law.mean);
        return [{ ...(mistake === undefined ? {} : { mistake }), words, law: candidate, changes }];
    }));
}
function scalesFor(expected) {
    const { law, scaling, shape } = expected;
    const v = law.variance;
    const powers = [
        { words: "", variance: v },
        { mistake: "variance-as-sd", words: "the variance used as standard deviation", variance: v * v },
        { mistake: "sd-as-variance", words: "the standard deviation used as variance", variance: Math.sqrt(v) },
        ...(expected.variants ?? []).map((one) => ({ mistake: "wrong-scale", ...one })),
    ];
    if (law.family === "uniform" && law.mean === 0) {
        const limit = law.support[1];
        const words = `the limit is ${Number((limit * limit).toPrecision(4))}, without its square root`;
        powers.push({ mistake: "limit-without-root", words, variance: 3 * v * v });
    }
    if (scaling === undefined || scaling.fan === "none")
        return powers;
    const fans = fansFor(shape, scaling.fan, v);
    // Where blocks are packed, a form and a count of fans may give one law: the count is the likelier mistake.
    const ofBlocks = fans.filter(({ mistake }) => mistake === "groups-ignored");
    const gains = GAINS.map((gain) => {
        const missing = gain < 1 && scaling.scale > 1;
        const mistake = gain > 1 ? "extra-gain" : missing ? "missing-gain" : "wrong-scale";
        return {
            mistake,
            words: `variance times ${Number(gain.toPrecision(4))}`,
            variance: v * gain,
            odd: gain !== 2 && !missing,
        };
    });
    // Another activation's gain in place of the contract's own: tanh's 5/3 for ReLU's sqrt 2.
    const swapped = {
        mistake: "extra-gain",
        words: "tanh's gain",
        variance: ((5 / 3) ** 2 / scaling.scale) * v,
        odd: true,
    };
    const others = fans.filter((fan) => !ofBlocks.includes(fan));
    const twice = scaling.scale === 1
        ? []
        : [{ mistake: "gain-twice", words: `the gain ${gainText(scaling.scale)} twice`, variance: v * scaling.scale }];
    return [
        ...ofBlocks,
        ...powers,
        ...twice,
        ...gains,
        ...(scaling.scale === 1 ? [] : [swapped]),
        ...others,
        ...scaledFans(v),
    ];
}
/** sqrt 2 for He's factor of the variance, 2. */
const gainText = (scale) => Number.isInteger(scale) ? `sqrt(${scale})` : String(Number(Math.sqrt(scale).toPrecision(4)));
const scaledFans = (v) => FACTORS.flatMap((k) => [
    { mistake: "fan-scaled", words: `the fan divided by ${k} (variance times ${k})`, variance: v * k, odd: true },
    { mistake: "fan-scaled", words: `the fan times ${k} (variance divided by ${k})`, variance: v / k, odd: true },
]);
/** Fans counted wrongly, and the variance that gives. */
function fansFor(shape, mode, v) {
    const { fanIn, fanOut, inputs, outputs, receptive, groups } = shape;
    const right = { in: fanIn, out: fanOut, avg: (fanIn + fanOut) / 2, geo: Math.sqrt(fanIn * fanOut), none: 1 }[mode];
    const scale = (mistake, fan, words, odd = false) => fan > 0 && fan !== right
        ? [{ mistake, words: `${words} (${Number(fan.toPrecision(5))} for ${right})`, variance: (v * right) / fan, odd }]
        : [];
    const combine = (a, b) => ({ in: a, out: b, avg: (a + b) / 2, geo: Math.sqrt(a * b), none: 1 })[mode];
    return [
        ...(groups > 1 ? groupsIgnored() : []),
        ...(receptive > 1 ? receptiveIgnored() : []),
        ...(mode === "in" ? [] : scale("fan-in-for-fan-out", fanIn, "fan_in")),
        ...(mode === "out" ? [] : scale("fan-out-for-fan-in", fanOut, "fan_out")),
        ...(mode === "avg" ? [] : scale("fan-avg", (fanIn + fanOut) / 2, "the average of the fans")),
        ...scale("fan-sum-unhalved", fanIn + fanOut, "the sum of the fans", mode !== "avg"),
        ...(mode === "geo" ? [] : scale("wrong-scale", Math.sqrt(fanIn * fanOut), "the geometric mean of the fans", true)),
        ...otherAxes(),
        ...scale("wrong-scale", right + 1, "fan + 1, a bias counted", true),
        ...scale("wrong-scale", right - 1, "fan - 1", true),
        ...MULTIPLES.flatMap((multiple) => scale("wrong-scale", Math.ceil(right / multiple) * multiple, `the fan rounded up to a multiple of ${multiple}`, true)),
    ];
    function receptiveIgnored() {
        const words = "fans without the receptive field";
        return [combine(inputs, outputs), combine(fanIn, outputs), combine(inputs, fanOut)].flatMap((fan) => scale("receptive-field-ignored", fan, words));
    }
    /** A kernel of one framework read by another's order of axes: [o, i, ...] for [..., i, o], or the reverse. */
    function otherAxes() {
        const { dims, size } = shape;
        if (dims.length < 3)
            return [];
        return [
            [1, 0],
            [dims.length - 2, dims.length - 1],
        ].flatMap(([i, o]) => {
            const [ins, outs] = [dims[i], dims[o]];
            return scale("wrong-scale", combine(size / outs, size / ins), "the axes read in another order", true);
        });
    }
    function groupsIgnored() {
        const words = "fans of all blocks together";
        const [all, every] = [fanIn * groups, fanOut * groups];
        return [combine(all, every), combine(all, fanOut), combine(fanIn, every)].flatMap((fan) => scale("groups-ignored", fan, words));
    }
}
const of = (standard) => (sd, mean) => affine(standard, sd, mean);
/** The normal that was cut at 2 of its standard deviations, in place of what was left of it. */
const beforeTheCut = (sd, mean) => affine(standardNormal, sd / standardDeviation(clippedNormal(-2, 2)), mean);
function formsFor(law) {
    const normal = { words: "", of: of(standardNormal) };
    const box = { words: "", of: of(standardize(signedUniformLaw)) };
    const cutAt2 = {
        mistake: "truncated-uncorrected",
        words: "truncated at 2 sd and not rescaled",
        of: of(clippedNormal(-2, 2)),
    };
    const limitIsSd = {
        mistake: "limit-is-sd",
        words: "the limit is the standard deviation",
        of: of(signedUniformLaw),
    };
    const half = {
        mistake: "half-range",
        words: "from 0 to the limit",
        of: (sd, mean) => uniform(mean, mean + Math.sqrt(3) * sd),
    };
    const rescaled = { mistake: "truncated-not-normal", words: "truncated at 2 sd", of: of(truncatedNormal(2)) };
    const same = { words: "", of: of(standardize(law)) };
    switch (law.family) {
        case "normal":
            return [same, cutAt2, rescaled, { ...box, mistake: "uniform-not-normal", words: "uniform" }];
        case "uniform":
            return [
                same,
                limitIsSd,
                half,
                { ...normal, mistake: "normal-not-uniform", words: "normal" },
                { ...rescaled, mistake: "normal-not-uniform" },
            ];
        case "truncated_normal":
            return [
                same,
                cutAt2,
                { ...normal, mistake: "normal-not-truncated", words: "normal" },
                { mistake: "normal-not-truncated", words: "normal, of the deviation before the cut", of: beforeTheCut },
                { ...box, mistake: "uniform-not-normal", words: "uniform" },
            ];
        default:
            return [same];
    }
}
