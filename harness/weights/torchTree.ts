/** The tensors in an object saved by torch.save: the storage of each, and its position there. Nothing is executed. */
import { isCount, isCounts } from "../record/guards.js";
import { type Dtype, isDtype } from "./dtype.js";
import { oneLine } from "./oneLine.js";
import { Call, Dictionary, Global, PersistentId, type Pickle } from "./pickle.js";
import { entryCount } from "./tensor.js";

/** A buffer of entries that tensors are views of. */
export interface TorchStorage {
  readonly key: string;
  /** The dtype of its class, such as FloatStorage; "untyped" counts bytes. */
  readonly dtype: string;
  readonly count: number;
}

export interface TorchTensor {
  readonly name: string;
  readonly storage: TorchStorage;
  readonly dtype: string;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

export interface TorchTree {
  readonly tensors: readonly TorchTensor[];
  readonly refused: readonly { readonly name: string; readonly unsupported: string }[];
  readonly notes: readonly string[];
}

const MOST_DEPTH = 64;
const MOST_NODES = 2 ** 22;

/** Storage classes of the module torch. */
const storageDtypes: Readonly<Record<string, string>> = {
  DoubleStorage: "float64",
  FloatStorage: "float32",
  HalfStorage: "float16",
  BFloat16Storage: "bfloat16",
  LongStorage: "int64",
  IntStorage: "int32",
  ShortStorage: "int16",
  CharStorage: "int8",
  ByteStorage: "uint8",
  BoolStorage: "bool",
  ComplexFloatStorage: "complex64",
  ComplexDoubleStorage: "complex128",
  QInt8Storage: "qint8",
  QUInt8Storage: "quint8",
  QInt32Storage: "qint32",
  QUInt4x2Storage: "quint4x2",
  QUInt2x4Storage: "quint2x4",
  UntypedStorage: "untyped",
};

/** Bytes of one entry, for the dtypes of storages. */
export const torchItemSize: Readonly<Record<string, number>> = {
  untyped: 1,
  int8: 1,
  uint8: 1,
  bool: 1,
  qint8: 1,
  quint8: 1,
  quint4x2: 1,
  quint2x4: 1,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  float32: 4,
  int32: 4,
  qint32: 4,
  float64: 8,
  int64: 8,
  complex64: 8,
  complex128: 16,
};

export const isTorchInteger = (dtype: string): boolean => /^(?:u?int\d+|bool)$/.test(dtype);
export const isTorchFloat = (dtype: string): dtype is Dtype => isDtype(dtype);

/** Calls that make a container: its contents are visited. */
const CONTAINERS = new Set([
  "collections.OrderedDict",
  "collections.defaultdict",
  "collections.Counter",
  "builtins.dict",
  "__builtin__.dict",
  "builtins.set",
  "__builtin__.set",
  "builtins.list",
  "__builtin__.list",
  "argparse.Namespace",
  "types.SimpleNamespace",
]);

/** Calls that make a plain value: neither a tensor nor a weight. */
const VALUES = new RegExp(
  `^(?:${[
    String.raw`torch\.(?:Size|device|strided|(?:contiguous|preserve)_format|channels_last(?:_3d)?|per_(?:tensor|channel)_\w+|bool|float|double|half|int|long|short)`,
    String.raw`torch\.(?:u?int|q?u?int|float|bfloat|complex)\d+(?:_\w+|x\d)?`,
    String.raw`torch\.serialization\._get_layout`,
    String.raw`numpy\.(?:_?core\.multiarray\.scalar|dtype)`,
    String.raw`_codecs\.encode`,
    String.raw`(?:builtins|__builtin__)\.(?:complex|bytearray|slice|range|int|long|float|str|unicode|bytes|bool)`,
    String.raw`datetime\.(?:datetime|timedelta|date)`,
    String.raw`pathlib\.(?:Pure)?(?:Posix|Windows)?Path`,
  ].join("|")})$`,
);

const REBUILD = "torch._utils._rebuild_";
const REFUSED: Readonly<Record<string, string>> = {
  qtensor: "a quantized tensor: dequantize it before it is saved",
  sparse_tensor: "a sparse tensor: save it with .to_dense()",
  sparse_csr_tensor: "a sparse tensor: save it with .to_dense()",
  meta_tensor_no_storage: "a tensor of the meta device, which has no values",
  nested_tensor: "a nested tensor: save its parts",
};

/** Throws an Error of one line if the object is not a tensor and holds none. */
export function torchTreeOf({ value, globals }: Pickle): TorchTree {
  const tree = new Walk();
  tree.visit(value, [], 0);
  const unknown = [...globals].filter((name) => !isKnown(name) && !tree.named.has(name));
  const refused = [...tree.refused, ...unknown.map((name) => ({ name: oneLine(name), unsupported: needs(name) }))];
  if (tree.tensors.length === 0 && refused.length === 1) throw new Error(refused[0]!.unsupported);
  if (tree.tensors.length === 0 && refused.length === 0) {
    throw new Error(`pytorch: must hold tensors, got ${tree.notes[0] ?? "none"}`);
  }
  return { tensors: tree.tensors, refused, notes: tree.notes };
}

const isKnown = (name: string): boolean =>
  CONTAINERS.has(name) ||
  VALUES.test(name) ||
  /^torch\._utils\._rebuild_(?:tensor|tensor_v2|tensor_v3|parameter|parameter_with_state|qtensor|sparse_tensor|sparse_csr_tensor|meta_tensor_no_storage|nested_tensor)$/.test(
    name,
  ) ||
  name === FROM_TYPE ||
  /^torch\.nn\.parameter\.(?:Parameter|Buffer)$/.test(name) ||
  name === "torch._tensor.Tensor" ||
  name === "torch.Tensor" ||
  (/^torch(?:\.storage|\.cuda)?\.\w+$/.test(name) &&
    Object.hasOwn(storageDtypes, name.slice(name.lastIndexOf(".") + 1)));

const FROM_TYPE = "torch._tensor._rebuild_from_type_v2";

const needs = (name: string): string =>
  `pytorch: must hold tensors in dicts and lists, got ${oneLine(name, 80)}, which is not run: save model.state_dict()`;

class Walk {
  readonly tensors: TorchTensor[] = [];
  readonly refused: { readonly name: string; readonly unsupported: string }[] = [];
  readonly notes: string[] = [];
  /** Unknown globals that a refusal already names. */
  readonly named = new Set<string>();
  private nodes = 0;

  visit(value: unknown, path: readonly string[], depth: number): void {
    if (depth > MOST_DEPTH || ++this.nodes > MOST_NODES) {
      throw new Error(`pytorch: must nest at most ${MOST_DEPTH} deep and hold at most ${MOST_NODES} values, got more`);
    }
    const inside = (key: unknown, held: unknown): void => this.visit(held, [...path, keyOf(key)], depth + 1);
    if (Array.isArray(value)) for (const [at, held] of value.entries()) inside(at, held);
    else if (value instanceof Dictionary) this.dictionary(value.pairs, path, inside);
    else if (value instanceof Call) this.call(value, path, inside);
    else if (value instanceof Global && !isKnown(value.fullName)) this.refuse(path, value.fullName);
    else if (value instanceof PersistentId) this.storageAlone(path);
  }

  private dictionary(
    pairs: readonly (readonly [unknown, unknown])[],
    path: readonly string[],
    inside: (key: unknown, held: unknown) => void,
  ): void {
    const last = new Map(pairs);
    if (last.has("state") && last.has("param_groups")) {
      this.notes.push(`an optimizer's state${path.length > 0 ? `: ${oneLine(path.join("."))}` : ""}`);
      return;
    }
    for (const [key, held] of last) inside(key, held);
  }

  private call(value: Call, path: readonly string[], inside: (key: unknown, held: unknown) => void): void {
    const { callee, args, state, pairs, items } = value;
    const name = calleeName(callee);
    if (name.startsWith(REBUILD) || name === FROM_TYPE) this.tensor(value, path);
    else if (CONTAINERS.has(name)) {
      const first = Array.isArray(args) ? args[0] : undefined;
      const given = Array.isArray(first) ? first.filter((pair) => Array.isArray(pair) && pair.length === 2) : [];
      // An attribute of a dict, such as _metadata of a state dict, is not one of its items.
      const attributes = name.endsWith("Namespace") && state instanceof Dictionary ? state.pairs : [];
      this.dictionary([...(given as [unknown, unknown][]), ...attributes, ...pairs], path, inside);
      for (const [at, held] of items.entries()) inside(at, held);
    } else if (!VALUES.test(name)) this.refuse(path, name);
  }

  private refuse(path: readonly string[], name: string): void {
    this.named.add(name);
    this.refused.push({ name: nameOf(path), unsupported: needs(name) });
  }

  private storageAlone(path: readonly string[]): void {
    this.refused.push({ name: nameOf(path), unsupported: "pytorch: must hold tensors, got a storage without a shape" });
  }

  private tensor(value: Call, path: readonly string[]): void {
    const name = nameOf(path);
    try {
      this.tensors.push({ name, ...tensorOf(value) });
    } catch (error) {
      this.refused.push({ name, unsupported: oneLine(`pytorch: ${(error as Error).message}`, 300) });
    }
  }
}

/** Legacy files store the classes of modules, with their sources, as persistent ids. */
function calleeName(callee: unknown): string {
  if (callee instanceof Global) return callee.fullName;
  const [, type] = callee instanceof PersistentId && Array.isArray(callee.id) ? (callee.id as readonly unknown[]) : [];
  return type instanceof Global ? type.fullName : "a call of what a call made";
}

const nameOf = (path: readonly string[]): string => (path.length === 0 ? "tensor" : path.join("."));

const keyOf = (key: unknown): string =>
  typeof key === "string"
    ? key
    : Array.isArray(key)
      ? key.map(keyOf).join("_")
      : String(key instanceof Global ? key.fullName : typeof key === "object" ? "object" : key);

/** The tensor that one of PyTorch's functions would have rebuilt. Throws an Error of one line. */
function tensorOf({ callee, args }: Call, depth = 0): Omit<TorchTensor, "name"> {
  const name = callee instanceof Global ? callee.fullName : "";
  const list: readonly unknown[] = Array.isArray(args) ? args : [];
  if (depth > 4) throw new Error("tensors must not nest, got some that do");
  const [first, second, third, fourth] = list;
  if (name === FROM_TYPE) return tensorOf(new Call(first, third), depth + 1);
  const kind = name.slice(REBUILD.length);
  if (kind === "parameter" || kind === "parameter_with_state") {
    if (first instanceof Call) return tensorOf(first, depth + 1);
    throw new Error("a parameter must have a tensor, got something else");
  }
  if (Object.hasOwn(REFUSED, kind)) throw new Error(`must hold plain tensors, got ${REFUSED[kind]}`);
  if (!["tensor", "tensor_v2", "tensor_v3"].includes(kind) || !name.startsWith(REBUILD)) {
    throw new Error(`must hold plain tensors, got one of ${oneLine(name, 60)}: save it as a plain tensor`);
  }
  const storage = storageOf(first);
  const dtype = kind === "tensor_v3" ? dtypeNamed(list[6]) : storage.dtype;
  if (!isCount(second) || !isCounts(third) || !isCounts(fourth) || third.length !== fourth.length) {
    throw new Error("a tensor must have an offset, sizes and strides that are counts, got others");
  }
  entryCount(third);
  return { storage, dtype, offset: second, shape: third, strides: fourth };
}

function dtypeNamed(value: unknown): string {
  if (value instanceof Global && value.module === "torch") return value.name;
  throw new Error("a tensor must have a dtype of PyTorch's, got something else");
}

/** ("storage", class, key, device, count), followed by a view in legacy files. */
export function storageOf(value: unknown): TorchStorage {
  const [word, type, key, , count, view] =
    value instanceof PersistentId && Array.isArray(value.id) ? (value.id as readonly unknown[]) : [];
  const dtype =
    type instanceof Global && Object.hasOwn(storageDtypes, type.name) ? storageDtypes[type.name] : undefined;
  if (word !== "storage" || typeof key !== "string" || !isCount(count) || (view !== undefined && view !== null)) {
    throw new Error("a tensor must have a storage with a key and a count, got something else");
  }
  if (dtype === undefined) {
    throw new Error(
      `a storage must be of a class of PyTorch's, got ${type instanceof Global ? oneLine(type.fullName, 60) : "none"}`,
    );
  }
  return { key, dtype, count };
}
