import type { Check } from "../check.js";
import { anyLag } from "./anyLag.js";
import { columnMeans } from "./columnMeans.js";
import { columnVariances } from "./columnVariances.js";
import { crossSeed } from "./crossSeed.js";
import { crossSeedLag } from "./crossSeedLag.js";
import { entriesChange } from "./entriesChange.js";
import { evenLengths } from "./evenLengths.js";
import { gram } from "./gram.js";
import { haarColumns, haarSigns, haarTrace } from "./haar.js";
import { haarDeterminants } from "./haarDeterminants.js";
import { haarEntries } from "./haarEntries.js";
import { lagColumns } from "./lagColumns.js";
import { lagRows } from "./lagRows.js";
import { largestSingularValue } from "./largestSingularValue.js";
import { mirrored } from "./mirrored.js";
import { nearSeeds } from "./nearSeeds.js";
import { nearSeedsLag } from "./nearSeedsLag.js";
import { nearSeedsSizes } from "./nearSeedsSizes.js";
import { nearSeedsValues } from "./nearSeedsValues.js";
import { orthogonality } from "./orthogonality.js";
import { pairLaw } from "./pairLaw.js";
import { pairStates } from "./pairStates.js";
import { reflections } from "./reflections.js";
import { repeatedBlocks } from "./repeatedBlocks.js";
import { reproducible } from "./reproducible.js";
import { rowMeans } from "./rowMeans.js";
import { rowVariances } from "./rowVariances.js";
import { seedMatters } from "./seedMatters.js";
import { seedZero } from "./seedZero.js";
import { signParity } from "./signParity.js";
import { sparsePlaces } from "./sparsePlaces.js";
import { sparseRuns } from "./sparseRuns.js";
import { sparsity } from "./sparsity.js";
import { taps } from "./taps.js";
import { tensorMeans } from "./tensorMeans.js";
import { tensorVariances } from "./tensorVariances.js";
import { trend } from "./trend.js";
import { triples } from "./triples.js";

/** Checks of dependence among entries, tensors and seeds. */
export const structureChecks: readonly Check[] = [
  reproducible,
  seedZero,
  seedMatters,
  entriesChange,
  repeatedBlocks,
  lagRows,
  lagColumns,
  anyLag,
  rowMeans,
  columnMeans,
  rowVariances,
  columnVariances,
  tensorMeans,
  tensorVariances,
  evenLengths,
  trend,
  reflections,
  triples,
  signParity,
  mirrored,
  pairStates,
  pairLaw,
  taps,
  gram,
  largestSingularValue,
  crossSeed,
  crossSeedLag,
  nearSeeds,
  nearSeedsLag,
  nearSeedsSizes,
  nearSeedsValues,
  orthogonality,
  haarColumns,
  haarEntries,
  haarTrace,
  haarSigns,
  haarDeterminants,
  sparsity,
  sparsePlaces,
  sparseRuns,
];
