/**
 * HTML as a value. Text that is interpolated is escaped; only another `Html` goes in as it is, so that no name, note or
 * error of a subject can become markup.
 */
import { plain } from "../plain.js";
/** Markup that is safe to print. */
export class Html {
    markup;
    constructor(markup) {
        this.markup = markup;
    }
}
/**
 * A template of markup.
 *
 * @example html`<b>${"<i>"}</b>`.markup // "<b>&lt;i&gt;</b>"
 */
export function html(parts, ...contents) {
    return new Html(parts.map((part, at) => part + (at < contents.length ? markupOf(contents[at]) : "")).join(""));
}
function markupOf(content) {
    if (content === null || content === false)
        return "";
    if (content instanceof Html)
        return content.markup;
    if (typeof content === "object")
        return content.map(markupOf).join("");
    return escapeMarkup(String(content));
}
const ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};
/** Text as it may stand in an element or in a quoted attribute; control characters and reversals of direction go. */
export const escapeMarkup = (text) => plain(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
