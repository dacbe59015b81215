import type { Check } from "../check.js";
import { KINDS, nearPairs } from "../near.js";
import { atLeast, reach } from "../power.js";
import { independentEntries } from "./applies.js";
import { standardized } from "./standardized.js";
import { strongestLagTest } from "./strongestLagTest.js";

const FEWEST = 1000;
/** A seed that is added to an index shifts the stream by a few places, so a short transform suffices. */
const MOST = 2 ** 14;

/** Correlation of a tensor with those of near seeds at every shift: detects seeds that are places of one stream. */
export const nearSeedsLag: Check = {
  name: "near_seeds_lag",
  question: "Are near seeds no shifts of one stream?",
  tail: () => "approximate",
  applies: (prospect) =>
    prospect.reseeded &&
    prospect.tensors >= 2 &&
    prospect.expected.shape.size >= FEWEST &&
    independentEntries(FEWEST)(prospect),
  run(sample) {
    const { law } = sample.expected;
    const pairs = nearPairs(sample);
    const looks = pairs.map(({ first, near }) =>
      strongestLagTest(standardized([first], law, MOST), standardized([near], law, MOST)),
    );
    const [{ lag, z, pValue }] = looks.toSorted((a, b) => a.pValue - b.pValue) as [(typeof looks)[number]];
    return {
      pValue: looks.some((look) => Number.isNaN(look.pValue)) ? Number.NaN : Math.min(1, looks.length * pValue),
      statistic: z,
      expected: "no shift stands out",
      observed: `shift ${lag}`,
    };
  },
  detects: ({ expected: { shape } }, looks) => {
    const m = Math.min(shape.size, MOST);
    const distance = reach(looks, KINDS.length * Math.max(...looks.map(({ growth }) => growth)) * m, () => 1);
    return `a correlation of ${atLeast(distance / Math.sqrt(m))} at some short shift`;
  },
};
