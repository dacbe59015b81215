/** A strict reader of RFC 4180 with LF: what it does not allow throws. Written from the grammar, apart from the writer. */
export function parseCsv(text) {
    if (!text.endsWith("\n"))
        throw new Error("csv: the last line must end");
    const rows = [[]];
    let at = 0;
    while (at < text.length) {
        const [cell, end] = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
        rows.at(-1).push(cell);
        if (text[end] !== "," && text[end] !== "\n")
            throw new Error(`csv: a cell must end at ${end}`);
        if (text[end] === "\n")
            rows.push([]);
        at = end + 1;
    }
    rows.pop();
    return rows;
}
function quotedCell(text, start) {
    const match = /"((?:[^"]|"")*)"/y;
    match.lastIndex = start;
    const found = match.exec(text);
    if (found === null)
        throw new Error(`csv: the quote at ${start} must close`);
    return [found[1].replaceAll('""', '"'), match.lastIndex];
}
function bareCell(text, start) {
    const match = /[^",\r\n]*/y;
    match.lastIndex = start;
    const found = match.exec(text);
    return [found[0], match.lastIndex];
}
