/** Judges the cases of a gate in this thread, or in several, each with a subject of its own. */
import type { Check } from "../check/index.js";
import { type Admission, admission } from "../machine/admission.js";
import { usefulThreads } from "../machine/bounds.js";
import { openPool, type Pool } from "../machine/pool.js";
import type { CaseResult } from "../record/index.js";
import { isProcess, openSubject, type Surroundings } from "../subject/open.js";
import { reopeningSubject } from "../subject/reopeningSubject.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Description, Subject } from "../subject/subject.js";
import type { CaseJob } from "./caseJob.js";
import { judgeHere } from "./judgeHere.js";

export interface Judges {
  readonly description: Description;
  /** How many of `cases` cases are judged at once. */
  lanes(cases: number): number;
  /** For subjects that are processes, which start slowly: when a further one may start. */
  readonly admission?: Admission;
  judge(job: CaseJob): Promise<CaseResult>;
  close(): Promise<void>;
}

export interface JudgesOptions {
  readonly spec: SubjectSpec;
  readonly own?: Subject;
  readonly checks: readonly Check[];
  readonly threads: number;
  /** Functions of the caller cannot be sent to a thread. */
  readonly staysHere: boolean;
}

/** @throws Error of one line where the subject cannot be opened */
export function openJudges(options: JudgesOptions, around: Surroundings & { readonly thread?: URL }): Promise<Judges> {
  const { thread } = around;
  const threads = usefulThreads(options.threads);
  if (options.staysHere || thread === undefined || threads === 1) return oneThread(options, around);
  return isProcess(options.spec) ? processes(options, threads, thread) : withThreads(options, threads, around, thread);
}

async function oneThread({ spec, own, checks }: JudgesOptions, around: Surroundings): Promise<Judges> {
  const inCode = own !== undefined;
  const subject = reopeningSubject(async () => own ?? openSubject(spec, around));
  const { description } = await subject.get();
  return {
    description,
    lanes: () => 1,
    judge: async (job) => judgeHere(job, await subject.get(), around, { checks, inCode }),
    close: () => subject.close(),
  };
}

/** A subject of this process describes itself here, and is opened again in every thread. */
async function withThreads(
  options: JudgesOptions,
  threads: number,
  around: Surroundings,
  thread: URL,
): Promise<Judges> {
  const here = await oneThread(options, around);
  let pool: Pool<CaseJob, CaseResult> | undefined;
  return {
    description: here.description,
    lanes(cases) {
      const most = Math.min(threads, cases);
      if (most > 1) pool ??= openPool(thread, most);
      return most;
    },
    judge: (job) => (pool ?? { run: here.judge }).run(job),
    close: async () => {
      await pool?.close();
      await here.close();
    },
  };
}

/** A subject that is a process lives in the thread that judges what it draws, and ends with it. */
async function processes({ spec }: JudgesOptions, threads: number, thread: URL): Promise<Judges> {
  const pool = openPool<CaseJob, CaseResult>(thread, threads, { closesAll: true });
  const start = performance.now();
  const description = await pool.call<Description>("describe", spec).catch(async (error: Error) => {
    await pool.close();
    throw error;
  });
  return {
    description,
    lanes: (cases) => Math.min(threads, cases),
    admission: admission(performance.now() - start),
    judge: (job) => pool.run(job),
    close: () => pool.close(),
  };
}
