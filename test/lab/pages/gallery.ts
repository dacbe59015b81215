/** `npm run lab gallery`: pictures of the reports' pages, made by commands; writes docs/gallery.md and docs/gallery/. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { withColours } from "../../../reports/page/figure.js";
import { lightColours } from "../../../reports/page/style.js";

interface Picture {
  /** The file, without its ending. */
  readonly name: string;
  readonly caption: string;
  /** Part of the picture's title on the page. */
  readonly title: RegExp;
}

interface Exhibit {
  readonly command: string;
  readonly pictures: readonly Picture[];
}

const TFJS = "check --subject tfjs --initializer he_normal --shape 300x500";
const DEPTH = "propagate --initializer he_normal --activation relu,tanh --depth 50 --width 128";
const WIDTHS = "propagate --coord-check --initializer he_normal,random_normal --activation relu";

const EXHIBITS: readonly Exhibit[] = [
  {
    command: TFJS,
    pictures: [
      {
        name: "tfjs-distribution",
        caption:
          "A truncated normal that nobody rescaled (red), the law that its name documents (blue) and the diagnosed one (violet)",
        title: /^Distribution of he_normal/,
      },
      { name: "tfjs-quantiles", caption: "The same as quantiles against quantiles", title: /^Quantiles of he_normal/ },
    ],
  },
  {
    command: "check",
    pictures: [
      {
        name: "p-values",
        caption: "All p-values of a run whose initializers are right, against those expected",
        title: /^p-values of the run/,
      },
    ],
  },
  {
    command: DEPTH,
    pictures: [
      {
        name: "relu-forward",
        caption:
          "Variance versus depth: measured (points; single networks grey), predicted at this width with its band (blue) and at infinite width (violet)",
        title: /relu: variance versus depth, forward/,
      },
      {
        name: "relu-backward",
        caption: "The gradients of the same networks",
        title: /relu: variance versus depth, backward/,
      },
      { name: "tanh-forward", caption: "The same weights under tanh", title: /tanh: variance versus depth, forward/ },
    ],
  },
  {
    command: WIDTHS,
    pictures: [
      {
        name: "widths-he",
        caption:
          "A coordinate check, measured (points) and predicted (blue): scales that follow the fan keep signals at every width",
        title: /^he_normal .*versus width/,
      },
      {
        name: "widths-fixed",
        caption: "A fixed standard deviation suits one width only",
        title: /^random_normal .*versus width/,
      },
    ],
  },
];

const FOLDER = "docs/gallery";

/** The pictures of the page that a command writes, by title. */
function drawnBy(command: string): ReadonlyMap<string, string> {
  const out = mkdtempSync(join(tmpdir(), "initgate-gallery-"));
  const words = [...command.split(" "), "--quiet", "--reporter", "html", "--out", out];
  const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...words], { encoding: "utf8" });
  if (status === null || status > 1) throw new Error(`gallery: ${command} must give a verdict, got ${stderr}`);
  const { document } = parseHTML(readFileSync(join(out, "report.html"), "utf8"));
  rmSync(out, { recursive: true });
  return new Map(
    [...document.querySelectorAll("svg[role=img]")].map((svg) => [
      svg.querySelector("title")!.textContent,
      svg.outerHTML,
    ]),
  );
}

/** A file of its own: the size of its view box, on a ground, with the page's font. */
function standalone(svg: string): string {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/i.exec(svg)!;
  const ground = `<rect width="${width}" height="${height}" fill="${lightColours.ground}"/>`;
  const opening = `<svg width="${width}" height="${height}" font-family="sans-serif" color="${lightColours.ink}" `;
  return `${withColours(svg.replace("<svg ", opening).replace("</desc>", `</desc>${ground}`))}\n`;
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const lines = [
  "# Gallery",
  "",
  "Pictures of `report.html`, each made by the command above it; written by `npm run lab gallery`. On the page each stands with its data and",
  "a text on how to read it; `propagate --reporter html` also writes `propagation.svg`, all curves in one file for a paper.",
];
for (const { command, pictures } of EXHIBITS) {
  const drawn = drawnBy(command);
  lines.push("", "```console", `$ npx initgate ${command} --reporter html`, "```");
  for (const { name, caption, title } of pictures) {
    const found = [...drawn].find(([words]) => title.test(words));
    if (found === undefined)
      throw new Error(`gallery: ${command} must draw ${title}, got ${[...drawn.keys()].join("; ")}`);
    writeFileSync(join(FOLDER, `${name}.svg`), standalone(found[1]));
    lines.push("", `${caption}:`, "", `![${caption}](gallery/${name}.svg)`);
  }
}
writeFileSync("docs/gallery.md", `${lines.join("\n")}\n`);
