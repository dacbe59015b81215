/** Lists what a gate would run, one line for each case: the subject is asked only for its names. */

import { formatShape } from "../../contract/layout.js";
import type { Case } from "../../gate/plan.js";
import { type GateRequest, resolveRequest } from "../../gate/resolveRequest.js";
import { openSubject } from "../../subject/open.js";
import type { SubjectSpec } from "../../subject/spec.js";
import type { Operation } from "./operation.js";

export interface ListRequest {
  readonly spec: SubjectSpec;
  readonly ask: GateRequest;
}

export const caseLine = ({ asked, contract, shape, layout, dtype }: Case): string =>
  [asked === contract ? asked : `${asked} as ${contract}`, formatShape(shape), layout, dtype].join("  ");

export const list: Operation<ListRequest, readonly string[]> = async ({ spec, ask }, around) => {
  const subject = await openSubject(spec, around);
  try {
    const { cases, unclaimed } = resolveRequest(ask, subject.description, around);
    return [...cases.map(caseLine), ...unclaimed.map(({ name, reason }) => `? ${name}  ${reason}`)];
  } finally {
    await subject.close();
  }
};
