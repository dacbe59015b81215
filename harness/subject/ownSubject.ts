/** A function of the caller as a subject: an exception or a wrong answer is a verdict, as with a program. */
import { entriesFrom } from "../weights/entriesFrom.js";
import { oneLine } from "../weights/oneLine.js";
import { type ClaimWords, readClaims } from "./claims.js";
import type { Answer, Request, Subject } from "./subject.js";

export interface OwnSubject {
  readonly name: string;
  readonly version?: string;
  /** Native layouts, a comma list matched by the number of axes. */
  readonly layout?: string;
  readonly initializers: readonly string[];
  readonly claims?: Readonly<Record<string, ClaimWords>>;
  /**
   * The weight of one request in C order: numbers in a plain, nested or typed array, a tensor with `dataSync()`, or a promise
   * of one. An Error whose message begins with "unsupported" says that there is no such weight.
   */
  draw(request: Request): unknown;
}

const KEYS = ["name", "version", "layout", "initializers", "claims", "draw"];

/** @throws RangeError of one line where the description is not one */
export function ownSubject(own: OwnSubject): Subject {
  requireDescription(own);
  const { name, version = "", layout, initializers, claims } = own;
  return {
    description: {
      ...{ name, version, initializers },
      ...(layout === undefined ? {} : { layout }),
      ...(claims === undefined ? {} : { claims: readClaims(claims) }),
    },
    async draw(requests) {
      const answers: Answer[] = [];
      for (const request of requests) answers.push(await answerOf(own, request));
      return answers;
    },
    close: async () => {},
  };
}

function requireDescription(own: OwnSubject): void {
  const rule = (holds: boolean, key: string, must: string): void => {
    if (!holds) throw new RangeError(`check: subject.${key} must be ${must}`);
  };
  const unknown = Object.keys(own).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw new RangeError(`check: subject must have ${KEYS.join(", ")}, got ${oneLine(unknown)}`);
  rule(typeof own.name === "string" && own.name !== "", "name", "text");
  rule(typeof own.draw === "function", "draw", "a function");
  const { initializers } = own;
  const named = Array.isArray(initializers) && initializers.every((one) => typeof one === "string" && one !== "");
  rule(named && initializers.length > 0, "initializers", "a list of names");
}

async function answerOf(own: OwnSubject, request: Request): Promise<Answer> {
  const { shape, dtype } = request;
  try {
    const entries = entriesFrom(await own.draw(request), dtype);
    const size = shape.reduce((product, length) => product * length, 1);
    if (entries === undefined) return broken("must answer numbers in an array, got something else");
    if (entries.length !== size)
      return broken(`must answer ${size} numbers for ${shape.join("x")}, got ${entries.length}`);
    return { kind: "tensor", tensor: { shape, dtype, data: entries } };
  } catch (error) {
    const message = oneLine(error instanceof Error ? error.message : String(error), 300);
    return message.startsWith("unsupported") ? { kind: "unsupported", reason: message } : broken(`threw ${message}`);
  }
  function broken(reason: string): Answer {
    return { kind: "broken", reason: `${oneLine(own.name, 80)}: draw ${reason}` };
  }
}
