/** Published results, on the networks that docs/papers.md shows: right weights lie in their bands, planted mistakes do not. */
import { describe, expect, it } from "vitest";
import { papers } from "../lab/papers/index.js";
import { conclude, jobsFor, work } from "../lab/papers/run.js";

const EFFORT = 1;

describe.each(papers)("$id", (paper) => {
  it(`passes, and notices: ${paper.mistake}`, () => {
    const jobs = jobsFor(paper, EFFORT);
    const [result] = conclude([paper], jobs, jobs.map(work));
    expect(result!.judged.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(result!.rejected).toBe(true);
  });
});
