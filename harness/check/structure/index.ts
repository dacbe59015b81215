import type { Check } from "../check.js";
import { anyLag } from "./anyLag.js";
import { columnMeans } from "./columnMeans.js";
import { columnVariances } from "./columnVariances.js";
import { crossSeed } from "./crossSeed.js";
import { crossSeedLag } from "./crossSeedLag.js";
import { gram } from "./gram.js";
import { haarColumns, haarSigns, haarTrace } from "./haar.js";
import { haarEntries } from "./haarEntries.js";
import { lagColumns } from "./lagColumns.js";
import { lagRows } from "./lagRows.js";
import { largestSingularValue } from "./largestSingularValue.js";
import { orthogonality } from "./orthogonality.js";
import { repeatedBlocks } from "./repeatedBlocks.js";
import { reproducible } from "./reproducible.js";
import { rowMeans } from "./rowMeans.js";
import { rowVariances } from "./rowVariances.js";
import { seedMatters } from "./seedMatters.js";
import { seedZero } from "./seedZero.js";
import { sparsePlaces } from "./sparsePlaces.js";
import { sparsity } from "./sparsity.js";
import { tensorMeans } from "./tensorMeans.js";
import { tensorVariances } from "./tensorVariances.js";
import { triples } from "./triples.js";

/** Questions about how entries, tensors and seeds hang together. */
export const structureChecks: readonly Check[] = [
  reproducible,
  seedZero,
  seedMatters,
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
  triples,
  gram,
  largestSingularValue,
  crossSeed,
  crossSeedLag,
  orthogonality,
  haarColumns,
  haarEntries,
  haarTrace,
  haarSigns,
  sparsity,
  sparsePlaces,
];
