export const htmlReporter = {
    name: "html",
    files: async (outcome) => {
        const { renderFigure, renderPage } = await import("./page/index.js");
        const page = { "report.html": await renderPage([outcome], outcome.version) };
        return outcome.kind === "propagate" ? { ...page, "propagation.svg": await renderFigure(outcome.record) } : page;
    },
};
