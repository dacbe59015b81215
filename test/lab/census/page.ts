/** The census as a page: what passed, and each defect with the program that shows it. */
import { absentLibraries } from "./absent.js";
import { commandOfRow, commandsOf, setupOf } from "./command.js";
import type { CensusRow } from "./gatePeer.js";
import { peerNamed } from "./index.js";
import { type KnownDefect, knownDefects, sightedIn } from "./known.js";
import type { PeerFinding } from "./peer.js";

/** A finding of one library, the rows that it explains, and what its program printed. */
export interface ShownFinding extends PeerFinding {
  readonly library: string;
  readonly rows: readonly CensusRow[];
  readonly output: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const isAbsent = ({ verdict }: CensusRow): boolean => verdict === "absent";
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

export function censusPage(
  rows: readonly CensusRow[],
  findings: readonly ShownFinding[],
  changes: readonly string[],
): string {
  const absent = rows.filter(isAbsent);
  const libraries = unique(rows.filter((row) => !isAbsent(row)).map(({ library }) => library));
  return [
    "# Census: what libraries draw today",
    "",
    "Written by `npm run lab census`, which installs each library in an environment of its own, at the latest version that its registry has and",
    "of some at an older one too, and gates what it documents: seed 0, alpha 1e-9 a claim, on matrices that no swap of fans fits. Every row is in",
    "[census.csv](census.csv). A failure is a defect here only where it was checked by hand: the contract is what the library documents, the",
    "library is called as it documents, and a program with its own API, printed with what it prints, shows the same without initgate. `--programs` runs them again: of a compiled language the lines are those of a `main`, built where the library was.",
    'A claim that fails without such a finding stops the census. `npm run lab census "NAME"` gates one library again and writes its rows anew.',
    "",
    "What passes at seed 0 is no accident of that seed: `--seeds 10` gates it again with ten more, on all of its shapes and 4,000 entries each,",
    "and the column says how many cases passed under each of them. One that fails under some has a defect of those below that not every seed",
    "shows. A right implementation that fails under one would be a mistake of initgate, and stops the census.",
    "",
    "| library | language | versions | pass | fail | not judged | pass under more seeds | defects |",
    "|---|---|---|---|---|---|---|---|",
    ...libraries.map((library) => summary(library, rows, findings)),
    "",
    "Not had:",
    "",
    ...absent.map(({ library, evidence }) => `- ${library}: ${cell(evidence)}`),
    ...absentLibraries.map(({ library, reason }) => `- ${library}: ${reason}`),
    "",
    "## Defects known before",
    "",
    "What was read in sources and reports before the census, and where the gate finds it.",
    "",
    "| where | what | found by |",
    "|---|---|---|",
    ...knownDefects.map((one) => `| ${[one.where, one.says, foundBy(one, rows)].map(cell).join(" | ")} |`),
    "",
    "## Defects",
    "",
    ...libraries.flatMap((library) => findings.filter((one) => one.library === library).flatMap(defect)),
    "## Every row again",
    "",
    "The lines that install a library, and a command for each claim, as the census gates it; its rows are the cases that it prints. `npx initgate`",
    "is that of an empty folder with `npm install initgate`; where a program of `test/peers` draws, that of a clone of this repository, and the lines are said from its root.",
    "census.csv has the lines and the command of every row, its case alone. The census runs on Python 3.11; what pip, npm and the locks of `test/peers` resolve",
    "beside the version that is named is today's.",
    "",
    ...libraries.flatMap((name) => library(name, rows)),
    "## Against the last census",
    "",
    ...(changes.length === 0 ? ["No verdict and no diagnosis changed."] : changes.map((change) => `- ${cell(change)}`)),
    "",
  ].join("\n");
}

function summary(library: string, rows: readonly CensusRow[], findings: readonly ShownFinding[]): string {
  const own = rows.filter((row) => row.library === library && !isAbsent(row));
  const count = (...verdicts: string[]) => own.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const mistakes = unique(
    findings.filter((one) => one.library === library).flatMap((one) => one.rows.map((row) => row.diagnosis)),
  );
  return `| ${[
    library,
    own[0]!.language,
    unique(own.map(({ version }) => version)).join(", "),
    count("pass"),
    count("fail"),
    count("undetermined", "identified"),
    passesAgain(own),
    mistakes.map((mistake) => `\`${mistake}\``).join(", "),
  ].join(" | ")} |`;
}

/** Of the cases that pass, how many were gated with more seeds, and how many passed under all of them. */
function passesAgain(rows: readonly CensusRow[]): string {
  const tried = rows.filter(({ verdict, seeds }) => verdict === "pass" && seeds !== "");
  if (tried.length === 0) return "";
  const all = tried.filter(({ seeds }) => /^\d+ pass$/.test(seeds));
  return `${all.length} of ${tried.length}`;
}

function foundBy({ found }: KnownDefect, rows: readonly CensusRow[]): string {
  if (typeof found === "string") return found;
  const seen = found.flatMap((one) => {
    const [row] = sightedIn(rows, one);
    return [row === undefined ? `${one.library}: not found` : sighting(row)];
  });
  return seen.join("; ");
}

const sighting = ({ library, initializer, params, dtype, shape, verdict, diagnosis }: CensusRow): string =>
  `${library} \`${[initializer, params].filter(Boolean).join(" ")}\` ${dtype} ${shape}: ${diagnosis === "" ? verdict : `**${diagnosis}**`}`;

function defect({
  library,
  says,
  upstream,
  language,
  code,
  output,
  rows,
  initializers,
}: ShownFinding): readonly string[] {
  const { imports } = peerNamed(library);
  return [
    `### ${library}: ${says}.`,
    "",
    ...(rows.length > 0 ? gatedRows(rows) : [withoutRows(initializers), ""]),
    ...again(rows),
    `Upstream: ${upstream}. Through its own API:`,
    "",
    `\`\`\`${language}`,
    ...(imports === undefined ? [] : [imports, ""]),
    code,
    "```",
    "",
    "```text",
    output.trim(),
    "```",
    "",
  ];
}

const withoutRows = (initializers: readonly string[]): string =>
  initializers.length === 0
    ? "No contract speaks of it; its program shows it."
    : "Its cases pass at seed 0, and fail under some of the more seeds.";

function gatedRows(rows: readonly CensusRow[]): readonly string[] {
  return [
    "| initializer | shape | version | held to | diagnosis | variance | after 10 layers |",
    "|---|---|---|---|---|---|---|",
    ...rows.map(
      (row) =>
        `| \`${row.initializer}\` ${row.params} ${row.dtype} | ${row.shape} \`${row.layout}\` | ${row.version} | ` +
        `\`${row.contract}\` (${cell(row.documented)}) | **${row.diagnosis}**: ${cell(row.evidence)} | ` +
        `${times(row.variance_ratio)} | ${times(row.variance_after_10_layers)} |`,
    ),
    "",
  ];
}

/** The commands that gate rows again, those of one version after the lines that install it. */
function again(rows: readonly CensusRow[]): readonly string[] {
  const told = rows.map((row) => commandOfRow(peerNamed(row.library), row));
  const lines = unique(told.map(({ setup }) => setup)).flatMap((setup) => [
    setup,
    ...unique(told.filter((one) => one.setup === setup).map(({ command }) => command)),
  ]);
  return lines.length === 0 ? [] : ["```sh", ...lines, "```", ""];
}

/** Every claim of a library as the census gates it: one command a claim, for all of its rows. */
function library(name: string, rows: readonly CensusRow[]): readonly string[] {
  const peer = peerNamed(name);
  const versions = unique(rows.filter((row) => row.library === name && !isAbsent(row)).map(({ version }) => version));
  return [
    "<details>",
    `<summary>${name}</summary>`,
    "",
    ...versions.flatMap((version) => [`${version}:`, "", "```sh", setupOf(peer, version), "```", ""]),
    "```sh",
    ...commandsOf(peer),
    "```",
    "",
    "</details>",
    "",
  ];
}

const times = (ratio: string): string => (ratio === "" ? "right" : `× ${ratio}`);

/** What differs from an older census, in words: verdicts and diagnoses of the same claim on today's version. */
export function changesSince(before: readonly CensusRow[], now: readonly CensusRow[]): readonly string[] {
  const key = ({ library, initializer, params, dtype, contract, shape, layout }: CensusRow): string =>
    [library, initializer, params, dtype, contract, shape, layout].join(" ");
  const latest = (rows: readonly CensusRow[]) => new Map([...rows].reverse().map((row) => [key(row), row]));
  const old = latest(before);
  return [...latest(now)].reverse().flatMap(([name, row]) => {
    const was = old.get(name);
    const said = (one: CensusRow): string => [one.verdict, one.diagnosis].filter(Boolean).join(" ");
    return was === undefined || said(was) === said(row)
      ? []
      : [`${name}: ${said(was)} (${was.version}), now ${said(row)} (${row.version})`];
  });
}
