/** What a gate would run, a line a case: the subject is asked for its names, and for nothing else. */
import { wantedOf } from "../cases.js";
import { formatShape } from "../layout.js";
import { openSubject } from "../subject/open.js";
export const list = async ({ spec, ask }, around) => {
    const subject = await openSubject(spec, around);
    try {
        const { cases, unclaimed } = wantedOf(ask, subject.description, around);
        return [
            ...cases.map(({ asked, contract, shape, layout, dtype }) => [asked === contract ? asked : `${asked} as ${contract}`, formatShape(shape), layout, dtype].join("  ")),
            ...unclaimed.map(({ name, reason }) => `? ${name}  ${reason}`),
        ];
    }
    finally {
        await subject.close();
    }
};
