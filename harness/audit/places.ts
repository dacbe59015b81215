/** Divides the tensors of a file into what is judged: whole tensors and parts, each with its claim. */
import { initializerNamed, type Scope } from "../contract/index.js";
import type { Initializer } from "../contract/initializer.js";
import type { WeightEntry, Weights } from "../weights/weights.js";
import { type Claim, type ClaimMatch, claimsFor } from "./claims.js";
import { dimsOf, type Readable } from "./excerpt.js";
import { parseFree } from "./free.js";
import { partOf } from "./partOf.js";
import { isWhole, type Region, regionOf, restOf } from "./region.js";

/** The claim, and its contract with the numbers of this tensor. */
export interface PlacedTensor {
  readonly claim: Claim;
  readonly contract: Initializer;
  /** The claim is on the shape of the law, not on its scale. */
  readonly isFree?: true;
}

export interface Place {
  readonly file: string;
  /** What the tensor is read from: the file, or a view of the file for a part. */
  readonly weights: Weights;
  /** The entry; its name says which part it is. */
  readonly entry: WeightEntry;
  /** The name of the whole tensor. */
  readonly tensor: string;
  readonly held?: PlacedTensor;
  /** Which part of the tensor it is. */
  readonly label?: string;
  /** The tensor that this is a part of; absent if the part is a block with fans of its own. */
  readonly whole?: Readable;
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** Numbers that expressions may use. */
  readonly scope: Scope;
  readonly contracts: readonly Initializer[];
}

/** Throws a RangeError of one line if parts overlap or lie outside the tensor. */
export function placesOf(file: string, weights: Weights, claims: Claims): readonly Place[] {
  return weights.entries.flatMap((entry) =>
    placesOfTensor({ file: entry.file ?? file, weights, entry, tensor: entry.name }, claims),
  );
}

function placesOfTensor(place: Place, { claims, scope, contracts }: Claims): readonly Place[] {
  const { entry, weights, tensor } = place;
  const spoken = claimsFor(claims, tensor);
  const held = ({ claim, captures }: ClaimMatch): PlacedTensor => {
    const { text, isFree } = parseFree(claim.contract);
    const contract = initializerNamed(contracts, text, { ...scope, ...captures });
    return { claim, contract, ...(isFree ? { isFree } : {}) };
  };
  const last = spoken.at(-1);
  const whole = last !== undefined && isWhole(last.claim) ? last : undefined;
  const parts = spoken.filter(({ claim }) => !isWhole(claim));
  if (parts.length === 0 || entry.unsupported !== undefined) {
    return [{ ...place, ...(spoken[0] === undefined ? {} : { held: held(spoken[0]) }) }];
  }
  const dims = dimsOf(entry.shape);
  const regions = parts.map(({ claim }) => regionOf(claim, dims));
  const rest = restOf(regions, dims, tensor);
  const placeOf = (region: Region, who: ClaimMatch | undefined): Place => ({
    ...place,
    ...partOf(weights, entry, region, `${tensor}[${region.label}]`),
    ...(who === undefined ? {} : { held: held(who) }),
    ...(region.isBlock ? {} : { whole: entry }),
    label: region.label,
  });
  return [...parts.map((who, k) => placeOf(regions[k]!, who)), ...(rest === undefined ? [] : [placeOf(rest, whole)])];
}
