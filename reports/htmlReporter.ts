/** `--reporter html`: one page without network; of propagation also its figure, for a paper. Its libraries are loaded only where it is wanted. */
import type { Reporter } from "./reporter.js";

export const htmlReporter: Reporter = {
  name: "html",
  files: async (outcome) => {
    const { renderFigure, renderPage } = await import("./page/index.js");
    const page = { "report.html": await renderPage([outcome], outcome.version) };
    return outcome.kind === "propagate" ? { ...page, "propagation.svg": await renderFigure(outcome.record) } : page;
  },
};
