/** How a row of the census is had again: lines of a shell that install its library, and the command that gates it. */
import type { CensusRow } from "./gatePeer.js";
import type { Peer, PeerClaim, PeerModel } from "./peer.js";

/** Where it runs, in words for a page. */
export interface RowCommand {
  /** In an empty folder, or in a clone of this repository where the subject is a program of test/peers. */
  readonly setup: string;
  readonly command: string;
}

const PYTHON = "env/bin/python";
const IN_CLONE = "npm ci && npm run build";

/** Quotes a word for a POSIX shell if necessary. */
const quote = (word: string): string => (/^[\w.,:/=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** The command of one row: its case alone. Empty for a library that was not there. */
export function commandOfRow(peer: Peer, row: CensusRow): RowCommand {
  if (row.verdict === "absent") return { setup: "", command: "" };
  const setup = setupOf(peer, row.version);
  const model = peer.models?.find((one) => one.model === row.initializer);
  if (model !== undefined) return { setup, command: auditOf(model) };
  return { setup, command: checkOf(peer, claimOf(peer, row), [row.initializer], row.shape) };
}

/** The commands of all claims of a library, each of the cases that the census gated together. */
export const commandsOf = (peer: Peer): readonly string[] => [
  ...peer.claims.flatMap((claim) => {
    const shapes = claim.shapes!.map((shape) => shape.join("x"));
    // A claim that is identified has limits that depend on the inputs.
    const together = claim.limits === undefined ? [shapes.join()] : shapes;
    return together.map((words) => checkOf(peer, claim, claim.initializers, words));
  }),
  ...(peer.models ?? []).map(auditOf),
];

const auditOf = ({ model, family }: PeerModel): string =>
  `${PYTHON} test/peers/fresh_models.py ${model} build/model && npx initgate audit build/model/model.safetensors --contract ${family}`;

/** @throws Error of one line for a row that no claim speaks of: its library must be gated again */
function claimOf(peer: Peer, row: CensusRow): PeerClaim {
  const claims = peer.claims.filter(
    ({ initializers, shapes, dtype = "float32", params, layout = row.layout }) =>
      initializers.includes(row.initializer) &&
      shapes!.some((shape) => shape.join("x") === row.shape) &&
      dtype === row.dtype &&
      wordsOf(params).join(" ") === row.params &&
      layout === row.layout,
  );
  const named = claims.find(({ as }) => as === row.contract);
  const claim = named ?? claims.find(({ as }) => as === undefined) ?? claims[0];
  if (claim !== undefined) return claim;
  const { library, initializer, params, dtype, shape } = row;
  throw new Error(
    `census: a row must be one of a claim, got ${library} ${[initializer, params, dtype, shape].join(" ")}: gate it again`,
  );
}

export const wordsOf = (params: PeerClaim["params"] = {}): readonly string[] =>
  Object.entries(params).map(([key, value]) => `${key}=${value}`);

/** The lines that install a library at a version that the census met. */
export function setupOf(peer: Peer, version: string): string {
  const { debian, pip, npm, folder, build = [], program } = peer;
  const lines = [
    ...(debian === undefined ? [] : [`apt-get install -y ${debian.join(" ")}`]),
    ...(program === undefined ? [] : [IN_CLONE]),
    ...(program?.[0] === "node" ? ["npm ci --ignore-scripts --prefix test/peers"] : []),
    ...(npm === undefined ? [] : [`npm install ${npm}@${version}`]),
    ...build.map((words) => `(cd test/peers/${folder} && ${words.map(quote).join(" ")})`),
    ...(pip === undefined ? [] : ["python3 -m venv env", ...pipLines(pip, version)]),
  ];
  return lines.join(" && ");
}

/** "3.15.1 (jax)" and "2.15.0+cu132" say more than what pip is asked for. */
const plainOf = (version: string): string => version.replace(/[ +].*/, "");

const isThe = (packages: readonly string[] | undefined, plain: string): boolean =>
  packages?.[0]?.endsWith(`==${plain}`) ?? false;

/** Whether a row is of the older version of its library. */
export const isOlder = ({ pip }: Peer, version: string): boolean => isThe(pip?.older, plainOf(version));

function pipLines({ latest, older, build }: NonNullable<Peer["pip"]>, version: string): readonly string[] {
  const plain = plainOf(version);
  const packages = isThe(older, plain) ? older! : [`${latest[0]}==${plain}`, ...latest.slice(1)];
  const install = `${PYTHON} -m pip install -q`;
  return [
    ...(build === undefined ? [] : [`${install} ${build.map(quote).join(" ")}`]),
    `${install}${build === undefined ? "" : " --no-build-isolation"} ${packages.map(quote).join(" ")}`,
  ];
}

function checkOf(peer: Peer, claim: PeerClaim, names: readonly string[], shapes: string): string {
  const { subject, program, folder, environment = {}, pip, inputs: axis = 0 } = peer;
  const { as, layout, groups, dtype, samples, limits } = claim;
  const [minval, maxval] = limits?.(Number(shapes.split("x")[axis])) ?? [];
  const said =
    limits === undefined ? { as, params: claim.params } : { as: "random_uniform", params: { minval, maxval } };
  const words = [
    ...(program === undefined ? ["--subject", subject!] : ["--command", programOf(program, folder)]),
    ...(program === undefined && pip !== undefined ? ["--python", PYTHON] : []),
    ...["--initializer", names.join()],
    ...(said.as === undefined ? [] : ["--as", said.as]),
    ...["--shape", shapes],
    ...(layout === undefined ? [] : ["--layout", layout]),
    ...(groups === undefined ? [] : ["--groups", String(groups)]),
    ...wordsOf(said.params as PeerClaim["params"]).flatMap((word) => ["--param", word]),
    ...(dtype === undefined ? [] : ["--dtype", dtype]),
    ...(samples === undefined ? [] : ["--samples", String(samples)]),
  ];
  const before = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  return [...before, "npx initgate check", ...words.map(quote)].join(" ");
}

function programOf([first, ...words]: readonly string[], folder: string | undefined): string {
  const at = (word: string): string => ["test/peers", ...(folder === undefined ? [] : [folder]), word].join("/");
  const command = first === "python" ? PYTHON : first === "node" ? "node" : at(first!);
  return [command, ...words.map(at)].join(" ");
}
