/** A page in Debian's Chromium: what it printed, what it asked the network for, and what axe-core finds in it. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const PROGRAM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Where Chromium is missing, the tests are skipped with this line. */
export const missing: string | null =
  PROGRAM === undefined
    ? "skipped: the page's tests need Chromium (apt-get install chromium), and none is installed"
    : null;

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, exceptions, and requests for anything but the file itself. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: PROGRAM!, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

/** Opens a file as a reader does, from the disk. */
export async function openFile(
  browser: Browser,
  file: string,
  { width = 1280, colorScheme = "light" as "light" | "dark" } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, complaints, close: () => context.close() };
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core calls serious or critical, a line each. */
export async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    readonly violations: readonly Violation[];
  };
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.length} times, first ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

export const openDetails = (page: Page): Promise<unknown> =>
  page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");

export const widthOf = (page: Page): Promise<number> => page.evaluate("document.documentElement.scrollWidth");

const heightOf = (page: Page): Promise<number> => page.evaluate("document.documentElement.scrollHeight");

/** What a screen reader calls the element that has the focus. */
export const focusedName = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const { activeElement } = document;
    return (activeElement.getAttribute("aria-label") ?? activeElement.textContent).trim();
  })()`);

/** Words that stick out of their picture. */
export const cutWords = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("svg.chart text")].filter((text) => {
    const [box, room] = [text.getBoundingClientRect(), text.closest("svg.chart").getBoundingClientRect()];
    const { left, right, top, bottom } = room;
    return box.width > 0 && (box.left < left - 2 || box.right > right + 2 || box.top < top - 2 || box.bottom > bottom + 2);
  }).map((text) => text.textContent)`);

/** Words of one axis that run into each other. */
export const crowdedWords = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll("svg.chart g[aria-hidden], svg.chart g")].flatMap((group) => {
    const words = [...group.children].filter(({ tagName }) => tagName === "text").map((text) => [text, text.getBoundingClientRect()]);
    return words.flatMap(([text, a], at) => words.slice(at + 1).filter(([, b]) =>
      a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
    ).map(([other]) => text.textContent + " on " + other.textContent));
  })`);

/** Pictures of the page for a person to look at, where SCREENSHOTS names a folder. */
export async function photograph(browser: Browser, file: string, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const width of [390, 1280, 2560])
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, close } = await openFile(browser, file, { width, colorScheme });
      // A page of a hundred pictures is longer than an image may be.
      const path = join(folder, `${name.replaceAll(" ", "-")}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: (await heightOf(page)) < 15_000, timeout: 120_000 });
      await close();
    }
}
