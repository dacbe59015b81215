/**
 * Reads a Python pickle as a list of opcodes for a stack machine (protocols 0 to 5; CPython's pickletools describes
 * them). Nothing is imported or called: a call becomes a value `Call` that records it. Published readers call functions
 * while they read, and limit neither depth nor memory.
 */
import { oneLine } from "./oneLine.js";

/** An attribute of a module that the pickle would have imported. */
export class Global {
  constructor(
    readonly module: string,
    readonly name: string,
  ) {}
  get fullName(): string {
    return `${this.module}.${this.name}`;
  }
}

/** An object that the pickle would have made by a call, with what it would have put into it afterwards. */
export class Call {
  state: unknown;
  readonly pairs: (readonly [unknown, unknown])[] = [];
  readonly items: unknown[] = [];
  constructor(
    readonly callee: unknown,
    readonly args: unknown,
  ) {}
}

/** A reference to an object outside the pickle, with the writer's identifier. */
export class PersistentId {
  constructor(readonly id: unknown) {}
}

/** A dict. Lists, tuples and sets are arrays. */
export class Dictionary {
  readonly pairs: (readonly [unknown, unknown])[] = [];
}

/** The bytes end before the pickle does. */
export class PickleCutError extends Error {}

export interface Pickle {
  readonly value: unknown;
  /** The position after the pickle. */
  readonly end: number;
  /** The full names of all imports. */
  readonly globals: ReadonlySet<string>;
  /** All references to objects outside the pickle. */
  readonly persistent: readonly PersistentId[];
}

/** The most opcodes of one pickle, and the most containers: some hundred times what a model of 10,000 tensors needs. */
const MOST_OPCODES = 2 ** 24;
const MOST_OBJECTS = 2 ** 22;

/** Reads the pickle that begins at `start`. Throws a PickleCutError, or an Error of one line if it is not a pickle. */
export function readPickle(bytes: Uint8Array, start = 0): Pickle {
  const machine = new Machine(bytes, start);
  for (let count = 0; count < MOST_OPCODES; count++) {
    const opcode = machine.byte();
    if (opcode === STOP) {
      const { globals, persistent } = machine;
      return { value: machine.pop(), end: machine.at, globals, persistent };
    }
    const run = opcodes[opcode];
    if (run === undefined) throw new Error(`pickle: must hold opcodes, got byte ${opcode} at ${machine.at - 1}`);
    run(machine);
  }
  throw new Error(`pickle: must have at most ${MOST_OPCODES} opcodes, got more`);
}

const STOP = 0x2e;

const text = new TextDecoder("utf-8");

class Machine {
  readonly globals = new Set<string>();
  readonly persistent: PersistentId[] = [];
  private stack: unknown[] = [];
  private readonly marked: unknown[][] = [];
  private readonly memo = new Map<number, unknown>();
  private readonly view: DataView;
  private objects = 0;
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Skips the next `count` bytes and returns their position. */
  private skip(count: number): number {
    const from = this.at;
    if (!(count >= 0 && count <= this.bytes.length - from))
      throw new PickleCutError("pickle: must be whole, got a part");
    this.at += count;
    return from;
  }
  byte = (): number => this.bytes[this.skip(1)]!;
  uint16 = (): number => this.view.getUint16(this.skip(2), true);
  int32 = (): number => this.view.getInt32(this.skip(4), true);
  uint32 = (): number => this.view.getUint32(this.skip(4), true);
  uint64 = (): number => Number(this.view.getBigUint64(this.skip(8), true));
  double = (): number => this.view.getFloat64(this.skip(8));
  take = (count: number): Uint8Array => {
    const from = this.skip(count);
    return this.bytes.subarray(from, from + count);
  };
  utf8 = (count: number): string => text.decode(this.take(count));
  line = (): string => {
    const end = this.bytes.indexOf(0x0a, this.at);
    const length = (end < 0 ? this.bytes.length + 1 : end) - this.at;
    const line = this.utf8(length);
    this.skip(1);
    return line;
  };
  /** Little-endian, two's complement; a number if it is exact, otherwise a bigint. */
  long = (count: number): number | bigint => {
    if (count > 1024) throw new Error(`pickle: integers must have at most 1024 bytes, got ${count}`);
    const hex = Buffer.from(this.take(count)).reverse().toString("hex");
    return narrow(hex === "" ? 0n : BigInt.asIntN(8 * count, BigInt(`0x${hex}`)));
  };

  push = (value: unknown): void => {
    this.stack.push(value);
  };
  made = <T extends object>(object: T): T => {
    if (++this.objects > MOST_OBJECTS) throw new Error(`pickle: must make at most ${MOST_OBJECTS} objects, got more`);
    return object;
  };
  pop = (): unknown => {
    if (this.stack.length === 0) throw new Error(`pickle: must not take from an empty stack, got that at ${this.at}`);
    return this.stack.pop();
  };
  top = (): unknown => {
    const value = this.pop();
    this.stack.push(value);
    return value;
  };
  mark = (): void => {
    this.marked.push(this.made(this.stack));
    this.stack = [];
  };
  popMark = (): unknown[] => {
    const values = this.stack;
    const below = this.marked.pop();
    if (below === undefined) throw new Error(`pickle: must set a mark before it takes one, got none at ${this.at}`);
    this.stack = below;
    return values;
  };
  put = (key: number): void => {
    if (this.memo.size >= MOST_OBJECTS && !this.memo.has(key)) {
      throw new Error(`pickle: must remember at most ${MOST_OBJECTS} objects, got more`);
    }
    this.memo.set(key, this.top());
  };
  memoize = (): void => this.put(this.memo.size);
  get = (key: number): void => {
    if (!this.memo.has(key))
      throw new Error(`pickle: must get only what was put into the memo, got ${oneLine(String(key), 20)}`);
    this.push(this.memo.get(key));
  };
  outside = (id: unknown): void => {
    const found = this.made(new PersistentId(id));
    this.persistent.push(found);
    this.push(found);
  };
  global = (module: unknown, name: unknown): Global => {
    if (typeof module !== "string" || typeof name !== "string") throw new Error("pickle: must name what it imports");
    const found = this.made(new Global(module, name));
    this.globals.add(found.fullName);
    return found;
  };
}

const narrow = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

/** Parses the number in a line of protocol 0. */
function spelled(line: string): number | bigint | boolean {
  if (line === "00" || line === "01") return line === "01";
  if (!/^[+-]?\d{1,400}L?$/.test(line)) throw new Error(`pickle: must spell a number, got ${oneLine(line, 20)}`);
  return narrow(BigInt(line.replace(/^\+|L$/g, "")));
}

/** Adds pairs or items to their container. */
function extend(target: unknown, values: readonly unknown[], kind: "pairs" | "items"): void {
  if (kind === "items") {
    const list = target instanceof Call ? target.items : target;
    if (!Array.isArray(list)) throw new Error("pickle: must append to a list, got another object");
    for (const value of values) list.push(value);
    return;
  }
  if (!(target instanceof Call || target instanceof Dictionary) || values.length % 2 !== 0) {
    throw new Error("pickle: must set pairs of a dict, got something else");
  }
  for (let k = 0; k < values.length; k += 2) target.pairs.push([values[k], values[k + 1]]);
}

const dictionary = (m: Machine, values: readonly unknown[]): Dictionary => {
  const made = m.made(new Dictionary());
  extend(made, values, "pairs");
  return made;
};

const tuple = (count: number) => (m: Machine) => {
  const values = Array.from({ length: count }, m.pop);
  m.push(m.made(values.reverse()));
};

const call = (m: Machine, args: unknown): void => {
  m.push(m.made(new Call(m.pop(), args)));
};

const letter = (character: string): number => character.charCodeAt(0);

const opcodes: Readonly<Record<number, (m: Machine) => void>> = {
  // Framing of the pickle
  128: (m) => void m.byte(),
  149: (m) => void m.uint64(),
  // Constants
  [letter("N")]: (m) => m.push(null),
  136: (m) => m.push(true),
  137: (m) => m.push(false),
  [letter("J")]: (m) => m.push(m.int32()),
  [letter("K")]: (m) => m.push(m.byte()),
  [letter("M")]: (m) => m.push(m.uint16()),
  [letter("I")]: (m) => m.push(spelled(m.line())),
  [letter("L")]: (m) => m.push(spelled(m.line())),
  138: (m) => m.push(m.long(m.byte())),
  139: (m) => m.push(m.long(m.uint32())),
  [letter("F")]: (m) => m.push(Number(m.line())),
  [letter("G")]: (m) => m.push(m.double()),
  [letter("S")]: (m) => m.push(m.line().replace(/^(['"])(.*)\1$/, "$2")),
  [letter("V")]: (m) => m.push(m.line()),
  [letter("T")]: (m) => m.push(m.utf8(m.uint32())),
  [letter("U")]: (m) => m.push(m.utf8(m.byte())),
  [letter("X")]: (m) => m.push(m.utf8(m.uint32())),
  140: (m) => m.push(m.utf8(m.byte())),
  141: (m) => m.push(m.utf8(m.uint64())),
  [letter("B")]: (m) => m.push(m.take(m.uint32())),
  [letter("C")]: (m) => m.push(m.take(m.byte())),
  142: (m) => m.push(m.take(m.uint64())),
  150: (m) => m.push(m.take(m.uint64())),
  // Containers
  [letter("]")]: (m) => m.push(m.made([])),
  [letter(")")]: (m) => m.push(m.made([])),
  [letter("}")]: (m) => m.push(m.made(new Dictionary())),
  143: (m) => m.push(m.made([])),
  [letter("l")]: (m) => m.push(m.popMark()),
  [letter("t")]: (m) => m.push(m.popMark()),
  145: (m) => m.push(m.popMark()),
  [letter("d")]: (m) => m.push(dictionary(m, m.popMark())),
  133: tuple(1),
  134: tuple(2),
  135: tuple(3),
  [letter("a")]: (m) => {
    const value = m.pop();
    extend(m.top(), [value], "items");
  },
  [letter("e")]: (m) => {
    const values = m.popMark();
    extend(m.top(), values, "items");
  },
  144: (m) => {
    const values = m.popMark();
    extend(m.top(), values, "items");
  },
  [letter("s")]: (m) => {
    const [value, key] = [m.pop(), m.pop()];
    extend(m.top(), [key, value], "pairs");
  },
  [letter("u")]: (m) => {
    const values = m.popMark();
    extend(m.top(), values, "pairs");
  },
  // The stack and the memo
  [letter("(")]: (m) => m.mark(),
  [letter("0")]: (m) => void m.pop(),
  [letter("1")]: (m) => void m.popMark(),
  [letter("2")]: (m) => m.push(m.top()),
  [letter("p")]: (m) => m.put(Number(m.line())),
  [letter("q")]: (m) => m.put(m.byte()),
  [letter("r")]: (m) => m.put(m.uint32()),
  148: (m) => m.memoize(),
  [letter("g")]: (m) => m.get(Number(m.line())),
  [letter("h")]: (m) => m.get(m.byte()),
  [letter("j")]: (m) => m.get(m.uint32()),
  // Imports, calls and objects: recorded, never executed
  [letter("c")]: (m) => m.push(m.global(m.line(), m.line())),
  147: (m) => {
    const name = m.pop();
    m.push(m.global(m.pop(), name));
  },
  [letter("i")]: (m) => {
    const callee = m.global(m.line(), m.line());
    m.push(m.made(new Call(callee, m.popMark())));
  },
  [letter("o")]: (m) => {
    const [callee, ...args] = m.popMark();
    m.push(m.made(new Call(callee, args)));
  },
  [letter("R")]: (m) => call(m, m.pop()),
  129: (m) => call(m, m.pop()),
  146: (m) => {
    const named = m.pop();
    call(m, m.made([m.pop(), named]));
  },
  [letter("b")]: (m) => {
    const state = m.pop();
    const target = m.top();
    if (target instanceof Call) target.state = state;
  },
  [letter("P")]: (m) => m.outside(m.line()),
  [letter("Q")]: (m) => m.outside(m.pop()),
};
