import { dispersionCheck } from "./dispersion.js";
export const columnMeans = dispersionCheck({
    name: "column_means",
    question: "Do column means differ no more than by chance?",
    along: "columns",
    sums: "entries",
    excess: (moment) => moment(4) - 3,
    fewest: 2,
    what: "columns' means, in sd,",
});
