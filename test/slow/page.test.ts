/** Pages as a reader meets them: in Chromium, with a keyboard, with a screen reader's names, on a phone and on a wide screen. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunRecord } from "../../harness/record/index.js";
import { glorotUniform, heNormal, lecunNormal, orthogonal } from "../../initializers/index.js";
import { renderPage } from "../../reports/page/index.js";
import { type Model, saved, savedText, weight } from "../audit/saved.js";
import { realistic } from "../reports/records.js";
import { initgate, ROOT } from "../run.js";
import {
  crowdedWords,
  cutWords,
  focusedName,
  missing,
  type OpenPage,
  openDetails,
  openFile,
  photograph,
  seriousIn,
  startBrowser,
  widthOf,
} from "./browser.js";

const HE = `node ${join(ROOT, "test/subject/programs/he.mjs")}`;
const HOSTILE = `node ${join(ROOT, "test/slow/programs/hostile.mjs")}`;

/** Half of its layers are what they should be; one is scaled, one is copied. */
function model(layers: number): string {
  const kinds = [heNormal, glorotUniform, lecunNormal, orthogonal];
  const entries = Array.from({ length: layers }, (_, k): [string, Model[string]] => {
    const shape = [32 * (1 + (k % 5)), 64];
    return [`blocks.${k}.mlp.weight`, weight(kinds[k % kinds.length]!, { shape, layout: "oi", seed: k })];
  });
  const copied = entries[0]![1];
  const scaled = { ...copied, data: copied.data.map((entry) => 1.7 * entry) };
  return saved(Object.fromEntries([...entries, ["head.weight", scaled], ["blocks.copy.weight", copied]]));
}

/** The report of a command. */
const reportOf = (args: readonly string[]): string =>
  join(initgate([...args, "--reporter", "html"]).out, "report.html");

async function written(record: RunRecord): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), "initgate-page-")), "report.html");
  writeFileSync(file, await renderPage([{ kind: "check", version: "0.1.0", partial: false, record }], "0.1.0"));
  return file;
}

/** Many cases: the same ones under other names. */
const large = (copies: number): RunRecord => ({
  ...realistic,
  results: Array.from({ length: copies }, (_, copy) =>
    realistic.results.map((result) => ({
      ...result,
      key: { ...result.key, initializer: `${result.key.initializer}_${copy}`, contract: result.key.contract },
    })),
  ).flat(),
});

const MIXED = `
[[check]]
initializer = ["he_normal", "glorot_uniform"]
shape = ["64x64", "300x500"]

[[check]]
command = ${JSON.stringify(HE)}
initializer = "he_normal"
as = "lecun_normal"

[[propagate]]
initializer = "he_normal"
activation = "relu"
depth = 10
width = 64

[[audit]]
files = [${JSON.stringify(model(6))}]
layout = "oi"
`;

const SHAPES = "300x500,64x64,3x3x16x32";
const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  passing: () => reportOf(["check", "--initializer", "he_normal,orthogonal,zeros,glorot_*", "--shape", SHAPES]),
  tfjs: () =>
    reportOf(["check", "--subject", "tfjs", "--initializer", "he_normal,glorot_uniform", "--shape", "300x500"]),
  wrong: () => reportOf(["check", "--command", HE, "--initializer", "he_normal", "--as", "lecun_normal"]),
  hostile: () => reportOf(["check", "--command", HOSTILE, "--shape", "300x500", "--layout", "io"]),
  propagation: () =>
    reportOf([
      ...["propagate", "--initializer", "he_normal,glorot_uniform", "--activation", "relu,tanh"],
      ...["--depth", "30", "--width", "64", "--nets", "10"],
    ]),
  widths: () =>
    reportOf([
      ...["propagate", "--coord-check", "--architecture", "pre_layer_norm", "--initializer", "he_normal,random_normal"],
      ...["--depth", "6", "--width", "16,32,64", "--nets", "5"],
    ]),
  audit: () => reportOf(["audit", model(24), "--layout", "oi"]),
  plan: () => reportOf(["run", savedText("mixed.toml", MIXED)]),
};

/** As large as users' runs are. axe-core takes long on them, and the colours are those of the small pages: it looks once. */
const LARGE: typeof PAGES = {
  "of 10,000 cases": () => written(large(80)),
  "of 2,000 tensors": () => reportOf(["audit", model(2000), "--layout", "oi"]),
  "of 100 curves": () =>
    reportOf([
      ...["propagate", "--initializer", "he_normal,glorot_uniform,lecun_normal,orthogonal,he_uniform"],
      ...["--activation", "relu,tanh,gelu,sigmoid,elu", "--depth", "12", "--width", "16,24,32,48", "--nets", "3"],
    ]),
};

describe.skipIf(missing !== null)("in Chromium", () => {
  let browser: Browser;
  const files = new Map<string, string | Promise<string>>();
  /** Written when the first test opens it. */
  const fileOf = async (name: string): Promise<string> => {
    if (!files.has(name)) files.set(name, (PAGES[name] ?? LARGE[name]!)());
    return files.get(name)!;
  };
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  async function onPage(name: string, look: (opened: OpenPage) => Promise<void>): Promise<void> {
    const opened = await openFile(browser, await fileOf(name));
    try {
      await look(opened);
      expect(opened.complaints).toEqual([]);
    } finally {
      await opened.close();
    }
  }

  describe.each(Object.keys({ ...PAGES, ...LARGE }))("the page %s", (name) => {
    test("prints no error and asks the network for nothing", () =>
      onPage(name, async ({ page }) => {
        await openDetails(page);
        expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(/^initgate/);
      }));

    test.each(name in LARGE ? (["light"] as const) : (["light", "dark"] as const))(
      "has nothing that axe-core calls serious, %s",
      async (colorScheme) => {
        const { page, close } = await openFile(browser, await fileOf(name), { colorScheme });
        await openDetails(page);
        expect(await seriousIn(page)).toEqual([]);
        await close();
      },
    );

    test.each([390, 1280, 2560])("fits a window of %d pixels, and no word is cut or crowded", async (width) => {
      const { page, close } = await openFile(browser, await fileOf(name), { width });
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      expect([...(await cutWords(page)), ...(await crowdedWords(page))]).toEqual([]);
      await close();
    });

    test("is photographed where SCREENSHOTS names a folder", async () => photograph(browser, await fileOf(name), name));
  });

  test("a failing case, its diagnosis and its pictures have roles and names", () =>
    onPage("tfjs", async ({ page }) => {
      const failure = page.getByRole("article", { name: /^he_normal .*failed/ });
      await expect(failure.getByText(/truncated-uncorrected/).textContent()).resolves.toContain("0.77");
      await expect(failure.getByRole("img", { name: /^Distribution of he_normal/ }).count()).resolves.toBe(1);
      await expect(failure.getByRole("img", { name: /^Quantiles of he_normal/ }).count()).resolves.toBe(1);
      // The diagnosed law is drawn in both pictures.
      await expect(failure.getByText("as diagnosed").count()).resolves.toBe(1);
      await expect(failure.locator("svg [stroke-dasharray]").count()).resolves.toBe(2);
      await expect(failure.getByRole("button", { name: "Copy" }).count()).resolves.toBe(1);
    }));

  test("the keyboard alone reaches the failing case, its data and its replay", () =>
    onPage("tfjs", async ({ page }) => {
      const until = async (wanted: RegExp): Promise<string> => {
        for (let presses = 0; presses < 60; presses++) {
          await page.keyboard.press("Tab");
          if (wanted.test(await focusedName(page))) return focusedName(page);
        }
        return `no ${wanted} within 60 presses of Tab`;
      };
      expect(await until(/^Skip to the results$/)).toMatch(/^Skip/);
      expect(await until(/^fail: he_normal 300x500/)).toMatch(/^fail/);
      await page.keyboard.press("Enter");
      expect(await page.locator(":target h4").textContent()).toContain("he_normal");
      expect(await until(/^Data$/)).toBe("Data");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("region", { name: "Quantiles" }).first().isVisible()).resolves.toBe(true);
      expect(await until(/initgate check/)).toContain("--seed 0");
      expect(await until(/^Copy$/)).toBe("Copy");
    }));

  test("tensors are sorted and filtered by keyboard", () =>
    onPage("audit", async ({ page }) => {
      await page.getByRole("searchbox").last().fill("head.weight");
      await expect(page.locator("[data-sortable] tbody tr:not([hidden])").count()).resolves.toBe(1);
      await page.getByRole("searchbox").last().fill("");
      await page.getByRole("columnheader", { name: "entries" }).getByRole("button").press("Enter");
      const entries = await page.locator("[data-sortable] tbody td:nth-child(8)").allTextContents();
      expect(entries.map(Number)).toEqual(entries.map(Number).sort((a, b) => a - b));
    }));

  test("hostile names are text", () =>
    onPage("hostile", async ({ page }) => {
      expect(await page.locator("img").count()).toBe(0);
      const text = (await page.locator("article").allTextContents()).join(" ").replaceAll("\n", " ");
      expect(text).toContain('<img src="https://example.com/x.png" onerror="alert(1)">');
      expect(text).toContain("=cmd|' /C calc'!A0");
      expect(text).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    }));
});

test.runIf(missing !== null)("the page's tests are skipped", () => console.warn(missing));
