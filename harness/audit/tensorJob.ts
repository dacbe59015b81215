/** The unit of work of an audit, as plain data: one tensor, or a part of one, to be examined alone. */

import type { Scope } from "../contract/index.js";
import type { Initializer } from "../contract/initializer.js";
import { openWeights, type Weights } from "../weights/openWeights.js";
import { weightNames } from "../weights/weightNames.js";
import { type Claim, claimsFor } from "./claims.js";
import { contentOf } from "./content.js";
import { type ExaminationContext, type Examined, examine } from "./examine.js";
import { type Place, placesOf } from "./places.js";
import { byName, type Reader } from "./tensor.js";

export interface TensorJob extends Reader {
  readonly kind: "tensor";
  /** The model: a file, a folder, a shard index or a glob. */
  readonly path: string;
  /** The name of the whole tensor. */
  readonly tensor: string;
  /** The number of the part, counted from 0, among those into which the claims divide the tensor. */
  readonly part: number;
  /** The claims on the tensor, and on the weight that gives a bias its fans. */
  readonly claims: readonly Claim[];
  /** Numbers that expressions may use. */
  readonly scope: Scope;
  /** The false alarm probability of each p-value. */
  readonly share: number;
  /** Contracts that other tensors of the model follow: a tensor that follows none was probably meant to follow one of these. */
  readonly inUse: readonly string[];
  /** Digest of the tensor's content: on another machine the path may lead to another file. */
  readonly content?: string;
}

/** The part of a job that is the same for all tensors of an audit. */
export type TensorJobs = Pick<TensorJob, "scope" | "share"> & Reader;

/** `part` is the number of this part among the parts of the tensor, counted from 0. */
export function tensorJob(
  path: string,
  { tensor }: Place,
  part: number,
  { claims, scope, share, layout, groups }: TensorJobs,
  inUse: readonly string[] = [],
): TensorJob {
  const own = [tensor, ...weightNames(tensor)].flatMap((name) => claimsFor(claims, name).map(({ claim }) => claim));
  return {
    ...{ kind: "tensor", path, tensor, part, scope, share, inUse },
    claims: claims.filter((claim) => own.includes(claim)),
    ...(layout === undefined ? {} : { layout }),
    ...(groups === undefined ? {} : { groups }),
  };
}

/** Caches that outlive a job; they change no result. */
type ExaminationCaches = Pick<ExaminationContext, "known" | "expected">;

export const emptyCaches = (): ExaminationCaches => ({ known: new Map(), expected: new WeakMap() });

/** The answer of a worker that does not have the content: the job may be done elsewhere. */
export interface Absent {
  readonly absent: string;
}

/** A tensor of a shard: its result, and the digest of its content, which is empty if the tensor cannot be read. */
export type TensorOfShard = Examined & { readonly content: string };

/** Does jobs in a thread of its own, where models stay open. */
export interface TensorWorker {
  /** @throws Error of one line if there is no such tensor */
  examine(job: TensorJob): Promise<Examined>;
  /** Examines the tensor only if it holds what the job says. */
  examineIfSame(job: TensorJob): Promise<Examined | Absent>;
  close(): Promise<void>;
}

export function openTensorWorker(contracts: readonly Initializer[]): TensorWorker {
  const models = openModelCache();
  const caches = emptyCaches();

  async function examineJob({
    path,
    tensor,
    part,
    claims,
    scope,
    share,
    inUse,
    ...rest
  }: TensorJob): Promise<Examined> {
    const weights = await models.get(path);
    const entry = byName(weights).get(tensor);
    const places = entry && placesOf(path, { ...weights, entries: [entry] }, { claims, scope, contracts });
    const place = places?.[part];
    if (place === undefined) throw new Error(`${path}: must hold the tensor ${tensor}, got none`);
    // All entries are needed to find the weight of a bias's layer.
    const whole = { ...place, weights: { ...place.weights, entries: weights.entries } };
    const context = { reader: { claims, ...rest }, contracts, share, ...caches };
    const { entries: _, ...found } = await examine(whole, context, new Set(inUse));
    return found;
  }

  async function isSame({ path, tensor, content }: TensorJob): Promise<boolean> {
    try {
      return (await contentOf(await models.get(path), tensor)) === content;
    } catch {
      return false;
    }
  }

  return {
    examine: examineJob,
    async examineIfSame(job) {
      if (await isSame(job)) return examineJob(job);
      // A model that stayed open may have been replaced since.
      await models.drop(job.path);
      if (await isSame(job)) return examineJob(job);
      return { absent: `${job.path} must hold the same ${job.tensor} at a worker as here, got none or another` };
    },
    close: () => models.close(),
  };
}

/** Models that stay open in a thread. */
const MOST_OPEN = 4;

interface ModelCache {
  get(path: string): Promise<Weights>;
  /** The next call opens it again. */
  drop(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A cache of open models: a model is opened at its first use, and of more than MOST_OPEN the least recently used is closed. */
function openModelCache(): ModelCache {
  // The map holds promises, so that two jobs that come at once open a model only once.
  const open = new Map<string, Promise<Weights>>();
  const drop = async (path: string): Promise<void> => {
    const weights = open.get(path);
    open.delete(path);
    // A model that could not be opened needs no closing.
    await weights?.then(
      (one) => one.close(),
      () => {},
    );
  };
  return {
    async get(path) {
      const weights = open.get(path) ?? openWeights(path);
      open.delete(path);
      open.set(path, weights);
      weights.catch(() => open.get(path) === weights && open.delete(path));
      if (open.size > MOST_OPEN) await drop(open.keys().next().value!);
      return weights;
    },
    drop,
    async close() {
      for (const path of [...open.keys()]) await drop(path);
    },
  };
}
