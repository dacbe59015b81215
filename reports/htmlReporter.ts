/** `--reporter html`: one page without network. Its libraries are loaded only where it is wanted. */
import type { Reporter } from "./reporter.js";

export const htmlReporter: Reporter = {
  name: "html",
  files: async (outcome) => {
    const { renderPage } = await import("./page/index.js");
    return { "report.html": await renderPage([outcome], outcome.version) };
  },
};
