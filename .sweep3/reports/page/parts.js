/** Parts that several sections share: tables, figures with their data, explanations, lines to copy. */
import { html } from "./html.js";
/** A table that scrolls sideways by itself where the window is too narrow for it. */
export function tableOf({ caption, columns, rows, matrix = false, sortable = false }) {
    const kind = (column) => (columns[column].numeric ? "numeric" : "text");
    const filter = html `<label class="filter">Show rows with <input type="search" data-filter></label>`;
    return html `<div class="table" ${sortable && html `data-sortable`}>${sortable && filter}
<div class="${matrix ? "scroll matrix" : "scroll"}" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ title }, at) => sortable
        ? html `<th scope="col" class="${kind(at)}" aria-sort="none"><button type="button">${title}</button></th>`
        : html `<th scope="col" class="${kind(at)}">${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html `<tr>${row.map((cell, at) => html `<td class="${kind(at)}">${cell}</td>`)}</tr>\n`)}</tbody>
</table></div></div>
`;
}
export const figureOf = ({ picture, explanation, data }) => html `<figure>${picture}
<figcaption><details><summary>How to read this</summary><p>${explanation}</p></details>
<details><summary>Data</summary>${tableOf(data)}</details></figcaption></figure>
`;
/** A command with a button that copies it; without a script the line can still be selected. */
export const commandOf = (line) => html `<div class="command"><code tabindex="0">${line}</code><button type="button" data-copy>Copy</button></div>`;
/** A number as a reader wants it: four digits, an empty cell where there is none. */
export function digits(value) {
    if (value === null || value === undefined || !Number.isFinite(value))
        return "";
    const rounded = Number(value.toPrecision(4));
    return rounded !== 0 && Math.abs(rounded) < 1e-4 ? rounded.toExponential() : String(rounded);
}
export function probabilityText(p) {
    if (p === null)
        return "";
    return p < 1e-300 ? "< 1e-300" : String(Number(p.toPrecision(2)));
}
/** What the colours of a picture stand for. */
export const legendOf = (entries) => html `<p class="quiet legend">${entries.map(({ name, colour }) => html `<span><span aria-hidden="true" style="color:${colour}">&#9632;</span> ${name}</span> `)}</p>`;
