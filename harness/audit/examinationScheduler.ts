/** Examines the tensors of an audit in this thread, in several threads, or on other machines. */
import { resolve } from "node:path";
import type { OpenRemoteRunner } from "../gate/remoteRunner.js";
import { availableMemory, usefulThreads } from "../machine/bounds.js";
import { openPool } from "../machine/pool.js";
import { slots } from "../machine/slots.js";
import { entryCount } from "../weights/tensor.js";
import { contentOf } from "./content.js";
import { type ExaminationContext, type Examined, type ExaminedWithEntries, examine, unjudgedRow } from "./examine.js";
import { MOST_ENTRIES } from "./excerpt.js";
import { type AuditInput, type AuditPlan, digestOf, type Planned } from "./plan.js";
import { type Absent, emptyCaches, type TensorJob, tensorJob } from "./tensorJob.js";

export interface ExaminationScheduler {
  /** The context of examinations in this thread. */
  readonly context: ExaminationContext;
  /** Examines the tensors at these places of the plan and yields them in this order; several may be examined at once. */
  examineInOrder(
    places: readonly number[],
    onLooked?: (looked: ExaminedWithEntries) => void,
  ): AsyncGenerator<ExaminedWithEntries, undefined>;
  examineAgain(at: number, inUse: readonly string[]): Promise<Examined>;
  /** `complete` means that every result was received, so that other machines may forget the plan. */
  close(complete: boolean): Promise<void>;
}

export interface SchedulerOptions {
  readonly threads?: number;
  /** Examines tensors on other machines, where these find the same content under the same path. */
  readonly elsewhere?: OpenRemoteRunner<TensorJob, Examined | Absent>;
  /** The module that a worker thread runs; without it every tensor is examined in this thread. */
  readonly thread?: URL;
  readonly say?: (line: string) => void;
  readonly version?: string;
}

/** Fewer entries are examined sooner by one thread: starting another takes a tenth of a second. */
const ENOUGH = 2 ** 19;
/** The memory of a thread that examines a tensor of MOST_ENTRIES, with all views that the checks make of it. */
const BYTES_A_THREAD = 150 * MOST_ENTRIES;

export async function openScheduler(
  plan: AuditPlan,
  asked: AuditInput,
  { threads = 1, elsewhere: open, thread, say = () => {}, version = "" }: SchedulerOptions,
): Promise<ExaminationScheduler> {
  const { share, planned } = plan;
  const { claims, contracts, scope } = plan.claims;
  const context: ExaminationContext = { reader: { ...asked, claims }, contracts, share, ...emptyCaches() };
  const inTurn = slots(1);
  const here = (at: number, inUse: readonly string[] = []): Promise<ExaminedWithEntries> =>
    inTurn(() => examine(planned[at]!.place, context, new Set(inUse)));
  const job = ({ path, place, part }: Planned, inUse: readonly string[]): TensorJob =>
    tensorJob(path, place, part, { ...context.reader, scope, share }, inUse);

  if (open !== undefined) {
    const elsewhere = await open({
      digest: digestOf(plan, asked, version),
      subject: { name: "audit", version },
    });
    const reading = slots(1);
    const look = async (at: number, inUse: readonly string[] = []): Promise<ExaminedWithEntries> => {
      const { place, path } = planned[at]!;
      if (place.entry.unsupported !== undefined) return here(at, inUse);
      // A tensor that cannot be read is not sent: its row, which gives the reason, is made here.
      const content = await reading(() => contentOf(place.weights, place.tensor)).catch(() => undefined);
      if (content === undefined) return here(at, inUse);
      const sent = { ...job(planned[at]!, inUse), path: resolve(path), content };
      if (!elsewhere.takes(sent)) return here(at, inUse);
      const facts = unjudgedRow(place, context.reader);
      const found = await elsewhere
        .run(sent)
        .catch((error: Error): Examined => ({ row: { ...facts, note: error.message } }));
      if ("absent" in found) {
        say(`audit: ${found.absent}; what workers do not have is done here`);
        return here(at, inUse);
      }
      const { file, tensor, shape, layout, dtype } = facts;
      return { ...found, row: { ...facts, ...found.row, file, tensor, shape, layout, dtype } };
    };
    const close = (complete: boolean): Promise<void> => elsewhere.close(complete);
    return { context, examineInOrder: inOrder(look, Number.POSITIVE_INFINITY), examineAgain: look, close };
  }

  const lanes = lanesFor(plan, threads);
  if (thread === undefined || lanes === 1)
    return { context, examineInOrder: inOrder(here, 1), examineAgain: here, close: async () => {} };
  const pool = openPool<TensorJob, Examined>(thread, lanes, { task: "tensor", closesAll: true });
  const look = async (at: number, inUse: readonly string[] = []): Promise<ExaminedWithEntries> => {
    const one = planned[at]!;
    return one.place.entry.unsupported === undefined ? pool.run(job(one, inUse)) : here(at, inUse);
  };
  return {
    context,
    examineInOrder: inOrder(look, Number.POSITIVE_INFINITY),
    examineAgain: look,
    close: () => pool.close(),
  };
}

function lanesFor({ planned }: AuditPlan, threads: number): number {
  const entries = planned.map(({ place: { entry } }) =>
    entry.unsupported === undefined ? entryCount(entry.shape) : 0,
  );
  const work = entries.reduce((sum, count) => sum + Math.min(count, MOST_ENTRIES), 0);
  const fitting = Math.floor(availableMemory() / BYTES_A_THREAD);
  return work < ENOUGH ? 1 : Math.max(1, Math.min(usefulThreads(threads), planned.length, fitting));
}

/** Up to `ahead` tensors are begun before the first of them is yielded. */
const inOrder = (
  look: (at: number) => Promise<ExaminedWithEntries>,
  ahead: number,
): ExaminationScheduler["examineInOrder"] =>
  async function* (places, onLooked = () => {}) {
    const begun: Promise<ExaminedWithEntries>[] = [];
    const begin = (at: number): Promise<ExaminedWithEntries> => {
      const looked = look(at).then((one) => {
        onLooked(one);
        return one;
      });
      // The consumer awaits the same promise and gets the error; this only keeps Node from reporting it as unhandled.
      looked.catch(() => {});
      return looked;
    };
    let next = 0;
    for (let taken = 0; taken < places.length; taken++) {
      while (next < places.length && next < taken + ahead) begun.push(begin(places[next++]!));
      yield await begun.shift()!;
    }
    return undefined;
  };
