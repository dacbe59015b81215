/** Where the tensors of an audit are looked at: in this thread, in several, or on other machines. */
import { resolve } from "node:path";
import type { OpenElsewhere } from "../gate/elsewhere.js";
import { availableMemory, usefulThreads } from "../machine/bounds.js";
import { openPool } from "../machine/pool.js";
import { slots } from "../machine/slots.js";
import { entryCount } from "../weights/tensor.js";
import { contentOf } from "./content.js";
import { type Examined, type Examiner, examine, type Looked, unjudgedRow } from "./examine.js";
import { MOST_ENTRIES } from "./excerpt.js";
import { type AuditAsked, type AuditPlan, digestOf, type Planned } from "./plan.js";
import { type Absent, memory, type TensorJob, tensorJob } from "./tensorJob.js";

export interface Desk {
  /** The means of this thread. */
  readonly bench: Examiner;
  /** The tensors at these places of the plan, in this order, of which several may be looked at at once. */
  inOrder(places: readonly number[], onLooked?: (looked: Looked) => void): AsyncGenerator<Looked, undefined>;
  again(at: number, inUse: readonly string[]): Promise<Examined>;
  /** `complete` means that nothing will be asked for again. */
  close(complete: boolean): Promise<void>;
}

export interface DeskOptions {
  readonly threads?: number;
  /** Looks at tensors instead of this process, where it finds the same content. */
  readonly elsewhere?: OpenElsewhere<TensorJob, Examined | Absent>;
  /** The module that a worker thread runs; absent, all is done in this thread. */
  readonly thread?: URL;
  readonly say?: (line: string) => void;
  readonly version?: string;
}

/** Several threads pay from about this many entries on: one takes a tenth of a second to start. */
const ENOUGH = 2 ** 19;
/** Memory that a thread takes, with a tensor of the most entries and all views that the checks make of it. */
const BYTES_A_THREAD = 150 * MOST_ENTRIES;

export async function openDesk(
  plan: AuditPlan,
  asked: AuditAsked,
  { threads = 1, elsewhere: open, thread, say = () => {}, version = "" }: DeskOptions,
): Promise<Desk> {
  const { share, planned } = plan;
  const { claims, contracts, scope } = plan.claims;
  const bench: Examiner = { reader: { ...asked, claims }, contracts, share, ...memory() };
  const inTurn = slots(1);
  const here = (at: number, inUse: readonly string[] = []): Promise<Looked> =>
    inTurn(() => examine(planned[at]!.place, bench, new Set(inUse)));
  const job = ({ path, place, part }: Planned, inUse: readonly string[]): TensorJob =>
    tensorJob(path, place, part, { ...bench.reader, scope, share }, inUse);

  if (open !== undefined) {
    const elsewhere = await open({
      digest: digestOf(plan, asked, version),
      subject: { name: "audit", version },
    });
    const reading = slots(1);
    const look = async (at: number, inUse: readonly string[] = []): Promise<Looked> => {
      const { place, path } = planned[at]!;
      if (place.entry.unsupported !== undefined) return here(at, inUse);
      // What cannot be read is no job: the reason is told here.
      const content = await reading(() => contentOf(place.weights, place.tensor)).catch(() => undefined);
      if (content === undefined) return here(at, inUse);
      const sent = { ...job(planned[at]!, inUse), path: resolve(path), content };
      if (!elsewhere.takes(sent)) return here(at, inUse);
      const facts = unjudgedRow(place, bench.reader);
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
    return { bench, inOrder: inOrder(look, Number.POSITIVE_INFINITY), again: look, close };
  }

  const lanes = lanesFor(plan, threads);
  if (thread === undefined || lanes === 1)
    return { bench, inOrder: inOrder(here, 1), again: here, close: async () => {} };
  const pool = openPool<TensorJob, Examined>(thread, lanes, { task: "tensor", closesAll: true });
  const look = async (at: number, inUse: readonly string[] = []): Promise<Looked> => {
    const one = planned[at]!;
    return one.place.entry.unsupported === undefined ? pool.run(job(one, inUse)) : here(at, inUse);
  };
  return { bench, inOrder: inOrder(look, Number.POSITIVE_INFINITY), again: look, close: () => pool.close() };
}

function lanesFor({ planned }: AuditPlan, threads: number): number {
  const entries = planned.map(({ place: { entry } }) =>
    entry.unsupported === undefined ? entryCount(entry.shape) : 0,
  );
  const work = entries.reduce((sum, count) => sum + Math.min(count, MOST_ENTRIES), 0);
  const fitting = Math.floor(availableMemory() / BYTES_A_THREAD);
  return work < ENOUGH ? 1 : Math.max(1, Math.min(usefulThreads(threads), planned.length, fitting));
}

/** Up to `ahead` tensors are looked at, or wait to be, before the first of them is taken. */
const inOrder = (look: (at: number) => Promise<Looked>, ahead: number): Desk["inOrder"] =>
  async function* (places, onLooked = () => {}) {
    const begun: Promise<Looked>[] = [];
    const begin = (at: number): Promise<Looked> => {
      const looked = look(at).then((one) => {
        onLooked(one);
        return one;
      });
      // Who waits for it hears of it.
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
