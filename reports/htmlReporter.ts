/** `--reporter html`: one page without network; of propagation also its figure, for a paper. Its libraries are loaded only where it is wanted. */
import type { Reporter } from "./reporter.js";

const PAGE = "report.html";

export const htmlReporter: Reporter = {
  name: "html",
  page: PAGE,
  files: async (outcome) => {
    const { renderFigure, renderPage } = await import("./page/index.js");
    const page = { [PAGE]: await renderPage([outcome], outcome.version) };
    return outcome.kind === "propagate" ? { ...page, "propagation.svg": await renderFigure(outcome.record) } : page;
  },
};
