import { dispersionCheck } from "./dispersion.js";
export const columnVariances = dispersionCheck({
    name: "column_variances",
    question: "Do column variances differ no more than by chance?",
    along: "columns",
    sums: "squares",
    excess: (moment) => (moment(8) - 4 * moment(6) + 6 * moment(4) - 3) / (moment(4) - 1) ** 2 - 3,
    fewest: 64,
    what: "columns' variances",
});
