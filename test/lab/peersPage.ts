/** The peer table as a page. */
import type { PeerRow } from "./gatePeers.js";

export interface Shown {
  readonly peer: string;
  readonly says: string;
  readonly language: string;
  readonly code: string;
  readonly printed: string;
}

const MARKS: Readonly<Record<string, string>> = { pass: "✓", fail: "✗", undetermined: "?", identified: "–" };
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

export function peersPage(rows: readonly PeerRow[], shown: readonly Shown[]): string {
  const peers = [...new Set(rows.map(({ peer }) => peer))];
  return [
    "# Peers: what real implementations draw",
    "",
    "Written by `npm run lab peers`, which installs the packages of `test/peers/` and gates them, together with what Debian has",
    "(PyTorch, scikit-learn). Each initializer is judged by the contract that its own documentation states, at the seed 0 of",
    "the gate and alpha 1e-9 a claim. ✓ passes, ✗ fails, ? could not be judged, – documents no contract and is only identified.",
    "",
    ...peers.flatMap((peer) => [...section(peer, rows), ...reproductions(peer, shown)]),
  ].join("\n");
}

function section(peer: string, rows: readonly PeerRow[]): readonly string[] {
  const own = rows.filter((row) => row.peer === peer);
  return [
    `## ${peer} ${own[0]!.version}`,
    "",
    "| | initializer | shape | held to | what is wrong |",
    "|---|---|---|---|---|",
    ...own.map(({ verdict, initializer, params, shape, layout, contract, documented, diagnosis, evidence }) => {
      const held = contract === "" ? "nothing documented" : `\`${contract}\` (${documented})`;
      const wrong = diagnosis === "" ? evidence : `**${diagnosis}**: ${evidence}`;
      return `| ${MARKS[verdict] ?? "?"} | \`${initializer}\` ${params} | ${shape} \`${layout}\` | ${cell(held)} | ${cell(wrong)} |`;
    }),
    "",
  ];
}

function reproductions(peer: string, shown: readonly Shown[]): readonly string[] {
  return shown
    .filter((one) => one.peer === peer)
    .flatMap(({ says, language, code, printed }) => [
      `Seen through its own API: ${says}.`,
      "",
      `\`\`\`${language}`,
      code,
      "```",
      "",
      "```text",
      printed.trim(),
      "```",
      "",
    ]);
}
