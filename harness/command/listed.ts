/** What a gate would run, a line a case: the subject is asked for its names, and for nothing else. */
import { type Ask, wantedOf } from "../cases.js";
import { formatShape } from "../layout.js";
import type { SubjectSpec } from "../replay.js";
import { openSubject, type Surroundings } from "../subject/open.js";

export async function listed(spec: SubjectSpec, ask: Ask, around: Surroundings): Promise<readonly string[]> {
  const subject = await openSubject(spec, around);
  try {
    const { cases, unclaimed } = wantedOf(ask, subject.description, around);
    return [
      ...cases.map(({ asked, contract, shape, layout, dtype }) =>
        [asked === contract ? asked : `${asked} as ${contract}`, formatShape(shape), layout, dtype].join("  "),
      ),
      ...unclaimed.map(({ name, reason }) => `? ${name}  ${reason}`),
    ];
  } finally {
    await subject.close();
  }
}
