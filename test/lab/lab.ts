/** `npm run lab PAGE`: runs the program of one page of docs/, `pages/PAGE.ts`, with the options after its name. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "pages");
const pages = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".js"))
  .map((file) => file.slice(0, -".js".length));

// Programs read their options from where Node puts them, without the page's name.
const [page] = process.argv.splice(2, 1);
if (page !== undefined && pages.includes(page)) await import(join(FOLDER, `${page}.js`));
else {
  process.stderr.write(`lab: the page must be one of ${pages.join(", ")}, got ${page ?? "none"}\n`);
  process.exitCode = 2;
}
