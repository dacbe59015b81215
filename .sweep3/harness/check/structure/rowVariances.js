import { dispersionCheck } from "./dispersion.js";
export const rowVariances = dispersionCheck({
    name: "row_variances",
    question: "Do row variances differ no more than by chance?",
    along: "rows",
    sums: "squares",
    excess: (moment) => (moment(8) - 4 * moment(6) + 6 * moment(4) - 3) / (moment(4) - 1) ** 2 - 3,
    fewest: 64,
    what: "rows' variances",
});
