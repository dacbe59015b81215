import { readRun } from "../results/readRun.js";
import { writeWhole } from "../results/writeWhole.js";
import { withCommonOptions } from "./options.js";
import { print } from "./output.js";
const PAGE = "report.html";
export function addReportPage(program, context) {
    withCommonOptions(program
        .command("report")
        .description("one self-contained page, report.html, from directories of results; exit 0 when it is written")
        .argument("<dir...>", "directories that commands wrote with --out")).action((directories, options) => writePage(directories, options, context));
}
async function writePage(directories, options, context) {
    const outcomes = directories.map(readRun);
    const page = await context.page(outcomes);
    writeWhole(options.out, { [PAGE]: page });
    if (!options.quiet)
        await print(`${options.out.replace(/\/$/, "")}/${PAGE}\n`);
}
