import type { Initializer } from "../harness/contract/initializer.js";
import { constant } from "./constant.js";
import { deltaOrthogonal } from "./deltaOrthogonal.js";
import { dirac } from "./dirac.js";
import { glorotNormal } from "./glorotNormal.js";
import { glorotUniform } from "./glorotUniform.js";
import { heNormal } from "./heNormal.js";
import { heUniform } from "./heUniform.js";
import { identity } from "./identity.js";
import { lecunNormal } from "./lecunNormal.js";
import { lecunUniform } from "./lecunUniform.js";
import { ones } from "./ones.js";
import { orthogonal } from "./orthogonal.js";
import { randomNormal } from "./randomNormal.js";
import { randomUniform } from "./randomUniform.js";
import { sparse } from "./sparse.js";
import { truncatedNormal } from "./truncatedNormal.js";
import { varianceScaling } from "./varianceScaling.js";
import { zeros } from "./zeros.js";

/** Every plain initializer: the mission's nine first. The names, the CLI's choices and the docs derive from this list. */
export const initializers = [
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunNormal,
  randomNormal,
  randomUniform,
  zeros,
  ones,
  lecunUniform,
  constant,
  truncatedNormal,
  varianceScaling,
  orthogonal,
  deltaOrthogonal,
  identity,
  dirac,
  sparse,
] as const satisfies readonly Initializer[];

export type InitializerName = (typeof initializers)[number]["name"];

export {
  constant,
  deltaOrthogonal,
  dirac,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identity,
  lecunNormal,
  lecunUniform,
  ones,
  orthogonal,
  randomNormal,
  randomUniform,
  sparse,
  truncatedNormal,
  varianceScaling,
  zeros,
};
