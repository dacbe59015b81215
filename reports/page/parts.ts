/** Parts that several sections share: tables, figures with their data, explanations, lines to copy. */
import { type Content, type Html, html } from "./html.js";

export interface Column {
  readonly title: string;
  /** Right-aligned and sorted as numbers. */
  readonly numeric?: boolean;
}

export interface TableOptions {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** A matrix of verdicts: its first column names the rows, and stays where the others scroll. */
  readonly matrix?: boolean;
  /** Whether its header has buttons that sort and the table a field that filters. */
  readonly sortable?: boolean;
}

/** A table that scrolls sideways by itself where the window is too narrow for it. */
export function tableOf({ caption, columns, rows, matrix = false, sortable = false }: TableOptions): Html {
  const cell = (content: Content, at: number): Html =>
    matrix && at === 0 ? html`<th scope="row">${content}</th>` : html`<td class="${kind(at)}">${content}</td>`;
  const kind = (column: number): string => (columns[column]!.numeric ? "numeric" : "text");
  const filter = html`<label class="filter">Show rows with <input type="search" data-filter></label>`;
  return html`<div class="table" ${sortable && html`data-sortable`}>${sortable && filter}
<div class="${matrix ? "scroll matrix" : "scroll"}" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title }, at) =>
    sortable
      ? html`<th scope="col" class="${kind(at)}" aria-sort="none"><button type="button">${title}</button></th>`
      : html`<th scope="col" class="${kind(at)}">${title}</th>`,
  )}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div></div>
`;
}

/** The size of every picture: about as wide as a phone's window, with words large enough to read there. */
export const PICTURE_SIZE = { width: 460, height: 300, marginLeft: 55, marginBottom: 40, marginTop: 25 };

export interface FigureOptions {
  readonly picture: Html;
  /** How to read it: a sentence or three. */
  readonly explanation: string;
  /** The numbers behind the picture. */
  readonly data: TableOptions;
}

export const figureOf = ({ picture, explanation, data }: FigureOptions): Html => html`<figure>${picture}
<figcaption><details><summary>How to read this</summary><p>${explanation}</p></details>
<details><summary>Data</summary>${tableOf(data)}</details></figcaption></figure>
`;

/** A command with a button that copies it; without a script the line can still be selected. */
export const commandOf = (line: string): Html =>
  html`<div class="command"><code tabindex="0">${line}</code><button type="button" data-copy>Copy</button></div>`;

/** A number with four digits; an empty cell where there is none. */
export function digits(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "";
  const rounded = Number(value.toPrecision(4));
  return rounded !== 0 && Math.abs(rounded) < 1e-4 ? rounded.toExponential() : String(rounded);
}

export function probabilityText(p: number | null): string {
  if (p === null) return "";
  return p < 1e-300 ? "< 1e-300" : String(Number(p.toPrecision(2)));
}

/** The legend of a picture: its colours and their meanings. */
export const legendOf = (entries: readonly { readonly name: string; readonly colour: string }[]): Html =>
  html`<p class="quiet legend">${entries.map(
    ({ name, colour }) => html`<span><span aria-hidden="true" style="color:${colour}">&#9632;</span> ${name}</span> `,
  )}</p>`;

const DIGITS = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]];

/** Marks of a logarithmic axis between two positive ends, each with a label: about four. */
export function logTicks(low: number, high: number): readonly number[] {
  const decades = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, k) => Math.floor(Math.log10(low)) + k,
  );
  const choices = DIGITS.map((digits) =>
    decades
      .flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)))
      .filter((tick) => tick >= low && tick <= high),
  );
  const enough = choices.find(({ length }) => length >= 3) ?? choices.at(-1)!;
  return enough.filter((_, at) => at % Math.ceil(enough.length / 6) === 0);
}
