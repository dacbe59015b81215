import { casesOf } from "./cases.js";
import { markdown } from "./markdown.js";
import { plainTexts } from "./plain.js";
import { countText } from "./wording.js";
const MOST_ANNOTATIONS = 10;
const MOST_BYTES = 2 ** 20 - 2 ** 12;
/** Longer messages are cut by the runner. */
const LONGEST = 4000;
export const github = {
    name: "github",
    files: () => ({}),
    annotations: (outcome) => {
        const cases = plainTexts(casesOf(outcome));
        const failed = cases.filter(({ verdict }) => verdict === "fail").map((one) => line("error", one));
        const doubtful = cases.filter(({ verdict }) => verdict === "undetermined").map((one) => line("warning", one));
        return [...cut(failed, "error"), ...cut(doubtful, "warning")].map((text) => `${text}\n`).join("");
    },
    stepSummary: async (outcome) => fitting(await summaryOf(outcome)),
};
const summaryOf = async (outcome) => (await markdown.files(outcome))["summary.md"];
function line(level, { name, reason, replay }) {
    const message = replay === "" ? reason : `${reason}\n${replay}`;
    return `::${level} title=${property(`initgate: ${name}`.slice(0, 200))}::${data(message.slice(0, LONGEST))}`;
}
/** The last one that is shown says how many are not. */
function cut(lines, level) {
    if (lines.length <= MOST_ANNOTATIONS)
        return lines;
    const shown = lines.slice(0, MOST_ANNOTATIONS - 1);
    const rest = countText(lines.length - shown.length, "more case");
    return [...shown, `::${level} title=initgate::${rest}: see the summary`];
}
const data = (text) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text) => data(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
/** Whole blocks of the summary, as many as GitHub takes. */
function fitting(summary) {
    if (Buffer.byteLength(summary) <= MOST_BYTES)
        return summary;
    let size = 0;
    const blocks = summary.split(/\n\n(?=###? )/);
    const kept = blocks.filter((block) => {
        size += Buffer.byteLength(block) + 2;
        return size <= MOST_BYTES;
    });
    return `${kept.join("\n\n")}\n\n${countText(blocks.length - kept.length, "more section")} left out: the files of the run hold all.\n`;
}
