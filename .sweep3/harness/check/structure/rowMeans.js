import { dispersionCheck } from "./dispersion.js";
export const rowMeans = dispersionCheck({
    name: "row_means",
    question: "Do row means differ no more than by chance?",
    along: "rows",
    sums: "entries",
    excess: (moment) => moment(4) - 3,
    fewest: 2,
    what: "rows' means, in sd,",
});
