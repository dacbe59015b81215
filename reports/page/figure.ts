/** Curves of a propagation as one SVG file that needs no style sheet: for LaTeX, by way of any converter to PDF. */
import type { PropagationRecord } from "../../harness/record/index.js";
import { architectureText } from "../wording.js";
import type { Pencil } from "./chart.js";
import { escapeMarkup } from "./html.js";
import { curveName, curvePicture, directionsOf } from "./propagation.js";
import { lightColours } from "./style.js";

const HEADING = 24;
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
      picture.replace("<svg ", `<svg y="${at * each + HEADING}" width="${PICTURE.width}" height="${PICTURE.height}" `),
    ].join("\n");
  });
  const size = `width="${PICTURE.width}" height="${Math.max(1, curves.length) * each}"`;
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" text-anchor="middle" color="${lightColours.ink}" fill="currentColor">`;
  return `${withColours([opening, ...parts, "</svg>"].join("\n"))}\n`;
}

/** An SVG of the page with the colours of its light style sheet written in. */
export const withColours = (svg: string): string =>
  svg.replace(/var\(--(\w+)\)/g, (_, name: keyof typeof lightColours) => lightColours[name]);
