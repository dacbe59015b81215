/** Plain text in columns, measured as a terminal shows it. */
import stringWidth from "string-width";
/** Columns of a page. */
export const PAGE = 100;
export function padEnd(text, width) {
    return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
export function centre(text, width) {
    const left = Math.max(0, Math.floor((width - stringWidth(text)) / 2));
    return padEnd(" ".repeat(left) + text, width);
}
export function widest(texts) {
    return texts.reduce((width, text) => Math.max(width, stringWidth(text)), 0);
}
/** Blocks of lines with a blank line between them; blocks without lines are left out. */
export function blockText(blocks) {
    const filled = blocks.filter((lines) => lines.length > 0);
    return `${filled.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
}
/** Cut to a width, the cut marked. */
export function clip(text, width) {
    if (stringWidth(text) <= width)
        return text;
    const letters = [...text].slice(0, width);
    while (stringWidth(letters.join("")) > width - 2)
        letters.pop();
    return `${letters.join("")}..`;
}
/** Lines of at most a width, broken at spaces; a longer word keeps a line of its own. */
export function wrap(text, width) {
    const lines = [];
    for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && stringWidth(`${last} ${word}`) <= width)
            lines[lines.length - 1] = `${last} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}
/** Consecutive groups whose widths fit; every group has at least one member. */
export function fill(items, widthOf, width) {
    const groups = [];
    let room = 0;
    for (const item of items) {
        if (groups.length === 0 || widthOf(item) > room) {
            groups.push([]);
            room = width;
        }
        groups.at(-1).push(item);
        room -= widthOf(item);
    }
    return groups;
}
