import { dispersionCheck } from "./dispersion.js";

export const columnMeans = dispersionCheck({
  name: "column_means",
  question: "Do column means differ no more than by chance?",
  along: "columns",
  term: (y) => y,
  excess: (moment) => moment(4) - 3,
  fewest: 2,
  what: "columns' means, in sd,",
});
