/** Pictures as SVG text: rendered when the page is written, with a title and a description for screen readers. */
import { plain } from "../plain.js";
import { escapeMarkup, Html } from "./html.js";

/** The title and description of a picture. */
export interface Caption {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Plot's modules are large: they are loaded only where a picture is drawn. */
export interface Pencil {
  readonly Plot: typeof import("@observablehq/plot");
  /** Draws a plot of these options as one SVG element. */
  draw(caption: Caption, options: import("@observablehq/plot").PlotOptions): Html;
}

export async function loadPencil(): Promise<Pencil> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return {
    Plot,
    draw(caption, options) {
      const drawn = Plot.plot({ document: document as never, ...options }) as unknown as PlotElement;
      for (const words of drawn.querySelectorAll("title, text, tspan"))
        if (words.children.length === 0) words.textContent = plain(words.textContent);
      return new Html(described(drawn.outerHTML, caption));
    },
  };
}

/** What Plot draws: it escapes markup in names, and leaves control characters as they are. */
interface PlotElement {
  readonly outerHTML: string;
  querySelectorAll(selector: string): Iterable<{ readonly children: { readonly length: number }; textContent: string }>;
}

const OPENING = /^<svg [^>]*>(<style>[^<]*<\/style>)?/;

/** The page has styles of its own: those that Plot writes into each picture go, its size stays as the view box. */
function described(svg: string, { id, title, description }: Caption): string {
  const box = /viewBox="([^"]*)"/.exec(svg)?.[1];
  if (box === undefined || !OPENING.test(svg)) throw new Error(`chart: ${plain(title)} must be one SVG element`);
  const names = `<title id="${id}-title">${escapeMarkup(title)}</title><desc id="${id}-desc">${escapeMarkup(description)}</desc>`;
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="${box}" text-anchor="middle" font-size="11" fill="currentColor">`;
  return shorter(svg.replace(OPENING, () => opening + names));
}

/** A hundredth of a pixel is finer than any screen; groups inside the picture are no landmarks of their own. */
function shorter(svg: string): string {
  const rounded = (value: string): string => value.replace(/(\.\d\d)\d+/g, "$1");
  return svg
    .replace(/ aria-(?:label|description)="[^"]*"/g, "")
    .replace(
      / (d|transform|x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/g,
      (_, name, value) => ` ${name}="${rounded(value)}"`,
    );
}
