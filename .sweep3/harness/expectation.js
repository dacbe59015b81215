/**
 * The fan of a mode, never below 1, so that empty axes keep a finite law. Throws a RangeError of one line where the layout
 * tells none.
 */
export function fanOf({ fanIn, fanOut, layout }, mode) {
    const fans = { in: fanIn, out: fanOut, avg: (fanIn + fanOut) / 2, geo: Math.sqrt(fanIn * fanOut), none: 1 };
    const fan = fans[mode];
    if (Number.isNaN(fan))
        throw new RangeError(`fans: ${NEEDS[mode]}, got layout ${layout}`);
    return Math.max(1, fan);
}
const EITHER = "the layout must have an i or an o, or fan_in and fan_out be stated";
const NEEDS = {
    in: "the layout must have an i or an o, or fan_in be stated",
    out: "the layout must have an i or an o, or fan_out be stated (a bias has none)",
    avg: EITHER,
    geo: EITHER,
    none: "",
};
