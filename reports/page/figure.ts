/** Curves of a propagation as one SVG file that needs no style sheet: for LaTeX, by way of any converter to PDF. */
import type { PropagationCurve, PropagationRecord } from "../../harness/record/index.js";
import { architectureText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { escapeMarkup } from "./html.js";
import { curveLegend, curveName, curvePicture, directionsOf } from "./propagation.js";
import { lightColours } from "./style.js";

const HEADING = 44;
/** Of one curve's picture, with the room for two panels. */
const PICTURE = { width: 890, height: 300 };

export function figureSvg({ curves }: PropagationRecord, pencil: Pencil): string {
  const each = PICTURE.height + HEADING;
  const parts = curves.map((curve, at) => {
    const { key } = curve;
    const title = `${curveName(curve)}, ${key.activation}, ${architectureText(key)}width ${key.width}, depth ${key.depth}`;
    const picture = curvePicture(curve, directionsOf(curve), `curve-${at}`, pencil).markup;
    return [
      `<text x="${PICTURE.width / 2}" y="${at * each + 16}" font-size="13" font-weight="600">${escapeMarkup(title)}</text>`,
      legendOf(curve, at * each + 36),
      picture.replace("<svg ", `<svg y="${at * each + HEADING}" width="${PICTURE.width}" height="${PICTURE.height}" `),
    ].join("\n");
  });
  const size = `width="${PICTURE.width}" height="${Math.max(1, curves.length) * each}"`;
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" text-anchor="middle" color="${lightColours.ink}" fill="currentColor">`;
  return `${withColours([opening, ...parts, "</svg>"].join("\n"))}\n`;
}

const TEXT = 11;
/** Widths in pixels: of a letter on average, and of a sample of a colour with the gaps beside it. */
const [LETTER, SAMPLE] = [0.5 * TEXT, 36];

/** One line, centred, at a height. */
function legendOf(curve: PropagationCurve, y: number): string {
  const entries = curveLegend(curve).map((entry) => ({ ...entry, width: SAMPLE + LETTER * entry.name.length }));
  let x = (PICTURE.width - entries.reduce((sum, { width }) => sum + width, 0)) / 2;
  const samples = entries.map(({ name, colour, width }) => {
    const at = Math.round(x);
    x += width;
    return `<rect x="${at}" y="${y - 6}" width="14" height="4" fill="${colour}"/><text x="${at + 19}" y="${y}">${escapeMarkup(name)}</text>`;
  });
  return `<g font-size="${TEXT}" text-anchor="start">${samples.join("")}</g>`;
}

/** An SVG of the page with the colours of its light style sheet written in. */
export const withColours = (svg: string): string =>
  svg.replace(/var\(--(\w+)\)/g, (_, name: keyof typeof lightColours) => lightColours[name]);
