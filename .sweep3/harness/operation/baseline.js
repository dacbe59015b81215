/** What a subject draws, recorded and compared. */
import { compareBaseline } from "../baseline/compare.js";
import { baselineText, readBaseline } from "../baseline/file.js";
import { writeBaseline } from "../baseline/write.js";
import { casesOf } from "../cases.js";
import { openSubject } from "../subject/open.js";
export const writing = ({ spec, ask }, around, watch) => withSubject(spec, around, async (subject) => {
    const cases = casesOf(ask, subject.description, around);
    const baseline = await writeBaseline(cases, subject, around, (_, done, of) => watch.progress(done, of));
    const { name, version } = subject.description;
    return { text: baselineText(baseline), subject: `${name} ${version}`, cases: baseline.cases.length };
});
export const comparison = async ({ spec, file, alpha }, around, watch) => {
    const before = await readBaseline(file);
    watch.begin({ alpha, tests: 0, rows: [] });
    return withSubject(spec, around, (subject) => compareBaseline(before, subject, around.contracts, { alpha, onRow: watch.row }));
};
async function withSubject(spec, around, use) {
    const subject = await openSubject(spec, around);
    try {
        return await use(subject);
    }
    finally {
        await subject.close();
    }
}
