/** Runs jobs, so many at once, and answers in their order whatever order they finish in. */
export async function inLanes<J, R>(jobs: readonly J[], lanes: number, execute: (job: J) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(jobs.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < jobs.length) {
      const at = next++;
      results[at] = await execute(jobs[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(lanes, jobs.length)) }, lane));
  return results;
}
