/** Names, versions and errors that would be markup, a formula, a command to a terminal or a reversal of direction: in every file of every command, and on the terminal, they are text. */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, it } from "vitest";
import { heNormal } from "../../initializers/index.js";
import { saved, weight } from "../audit/saved.js";
import { parseCsv } from "../reports/parseCsv.js";
import { initgate, ROOT } from "../run.js";

const MARKUP = '<img src="https://example.com/x.png" onerror="alert(1)">';
const FORMULA = "=cmd|' /C calc'!A0";
const SUBJECT = ["--command", `node ${join(ROOT, "test/slow/programs/hostile.mjs")}`];
const EVERY = ["--reporter", "csv,html,junit,ctrf,markdown,github"];

const drawn = (seed: number) => weight(heNormal, { shape: [64, 48], layout: "io", seed });
/** One copy, and names of every kind: the relation between the copies prints two of them. */
const MODEL = saved({
  [MARKUP]: drawn(1),
  [`${MARKUP} again`]: drawn(1),
  [FORMULA]: drawn(2),
  "\u001b[31mred\u001b]8;;http://evil\u0007link": drawn(3),
  "\u202egnp.exe": drawn(4),
  "| `a` | **b** [c](d)\r\n# e": drawn(5),
  "]]>&amp;<!--": drawn(6),
});

const baseline = join(mkdtempSync(join(tmpdir(), "initgate-hostile-")), "baseline.json");
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  check: ["check", ...SUBJECT, "--shape", "300x500", "--layout", "io"],
  audit: ["audit", MODEL, "--layout", "io"],
  propagate: ["propagate", ...SUBJECT, "--initializer", "he_normal", "--depth", "4", "--width", "16", "--nets", "3"],
  "baseline compare": ["baseline", "compare", baseline, ...SUBJECT],
};

/** What a terminal, a spreadsheet or a parser could obey, beside the newlines of the format itself. */
const OBEYED = /[^\P{Cc}\n]|[\p{Cs}\p{Bidi_Control}\u2028\u2029]/u;

beforeAll(() => {
  const { code, stderr } = initgate(["baseline", "write", baseline, ...SUBJECT, "--initializer", "he_normal"]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});

describe.each(Object.entries(COMMANDS))("%s", (_, args) => {
  let terminal = "";
  const files = new Map<string, string>();
  beforeAll(() => {
    const { stdout, stderr, out } = initgate([...args, ...EVERY]);
    terminal = stdout + stderr;
    for (const name of readdirSync(out)) files.set(name, readFileSync(join(out, name), "utf8"));
  });

  it("has the hostile name in its output, so that this test can fail", () => {
    expect(files.get("results.json")).toContain("example.com/x.png");
  });

  it("prints and writes nothing that is obeyed", () => {
    expect(terminal).not.toMatch(OBEYED);
    expect(terminal).not.toMatch(/^::(?!error |warning |notice )/m);
    for (const [name, text] of files)
      expect({ name, obeyed: OBEYED.exec(text)?.[0] }).toEqual({ name, obeyed: undefined });
  });

  it("has pages and pictures without an element or attribute of a name", () => {
    const { document } = parseHTML(files.get("report.html")!);
    expect(document.querySelectorAll("img, [onerror], [src]").length).toBe(0);
    expect(document.body.textContent).toContain(MARKUP);
    const figure = files.get("propagation.svg");
    if (figure !== undefined) {
      expect(XMLValidator.validate(figure)).toBe(true);
      expect(figure).not.toMatch(/<img/);
    }
  });

  it("has well-formed XML, and Markdown without markup", () => {
    expect(XMLValidator.validate(files.get("junit.xml")!)).toBe(true);
    expect(files.get("junit.xml")).not.toContain("<img");
    const prose = files.get("summary.md")!.replace(/^(`{3,})sh\n.*\n\1$/gm, "");
    expect(prose).not.toMatch(/(?<!\\)<img|^# e|\[c\]\(d\)/m);
    expect(() => JSON.parse(files.get("ctrf.json")!)).not.toThrow();
  });

  it("has no cell that a spreadsheet computes", () => {
    for (const [name, text] of files)
      if (name.endsWith(".csv"))
        for (const cell of parseCsv(text).flat())
          expect({ name, formula: /^[=+\-@]/.test(cell) && Number.isNaN(Number(cell)), cell }).toMatchObject({
            formula: false,
          });
  });
});
