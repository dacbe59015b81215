/** Runs jobs on worker threads, or on this one if one is enough; answers in the order of the jobs. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";

/** `module` is a built file of this folder whose function `work` takes one job. */
export async function inThreads<Job, Answer>(
  module: string,
  jobs: readonly Job[],
  threads: number,
): Promise<readonly Answer[]> {
  const filename = fileURLToPath(new URL(`./${module}.js`, import.meta.url));
  if (threads === 1) {
    const { work } = (await import(filename)) as { readonly work: (job: Job) => Answer | Promise<Answer> };
    const out: Answer[] = [];
    for (const job of jobs) out.push(await work(job));
    return out;
  }
  const pool = new Tinypool({
    filename,
    name: "work",
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  try {
    return await Promise.all(jobs.map((job) => pool.run(job, { name: "work" })));
  } finally {
    await pool.destroy();
  }
}
