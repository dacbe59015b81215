/** The page: it is one file, it says what the record says, and nothing in a name, note or error becomes markup. */
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import type { AuditRecord, PropagationRecord, RunRecord } from "../../harness/record/index.js";
import { html } from "../../reports/page/html.js";
import { renderPage } from "../../reports/page/index.js";
import { curveRecord, HOSTILE, realistic, records } from "./records.js";

const pageOf = (record: RunRecord): Promise<string> =>
  renderPage([{ kind: "check", version: "0.1.0", partial: false, record }], "0.1.0");

/** Everything that a browser would run, load or follow. */
function dangersIn(page: string): string[] {
  const { document } = parseHTML(page);
  const all = [...document.querySelectorAll("*")];
  const handlers = all.flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith("on")));
  const outside = all.flatMap((element) =>
    [...element.attributes].filter(
      ({ name, value }) =>
        ["src", "href", "action", "data", "xlink:href"].includes(name) && !/^(#|data:,$)/.test(value),
    ),
  );
  const active = [...document.querySelectorAll("iframe, object, embed, img, form, base, link:not([rel=icon])")];
  const scripts = [...document.querySelectorAll("script")].slice(1);
  return [...handlers, ...outside, ...active, ...scripts].map(String);
}

/** What a reader reads of a page. */
function read(page: string): ReturnType<typeof parseHTML>["document"] {
  const { document } = parseHTML(page);
  for (const unread of document.querySelectorAll("script, style")) unread.remove();
  // A line of a template that is no template prints as itself.
  expect(document.body.textContent).not.toMatch(/=>|\$\{|[)\]]\}/);
  return document;
}

test("the verdict, every failure, its diagnosis and its replay are on the page", async () => {
  const document = read(await pageOf(realistic));
  expect(document.querySelector("h1")?.textContent).toContain("failed");
  const failures = realistic.results.filter(({ verdict }) => verdict === "fail");
  const articles = [...document.querySelectorAll("article.fail")];
  expect(articles).toHaveLength(failures.length);
  articles.forEach((article, at) => {
    expect(article.textContent).toContain(failures[at]!.diagnosis!.mistake);
    expect(article.querySelector("code")?.textContent).toBe(failures[at]!.replay);
  });
});

test("each cell of the matrix that did not pass leads to its case", async () => {
  const { document } = parseHTML(await pageOf(realistic));
  const links = [...document.querySelectorAll("td a")];
  expect(links.length).toBe(realistic.results.filter(({ verdict }) => verdict !== "pass").length);
  for (const link of links) expect(document.querySelector(link.getAttribute("href")!)).not.toBeNull();
});

test("hostile text stays text, in any field", async () => {
  await fc.assert(
    fc.asyncProperty(records, async (record) => {
      expect(dangersIn(await pageOf(record))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("a template escapes what is interpolated, and joins lists", () => {
  for (const text of HOSTILE)
    expect(html`<b title="${text}">${[text, text]}</b>`.markup).not.toMatch(/<script|\p{Cc}|\p{Bidi_Control}/u);
  expect(html`<p>${"<i a='b'>&"}${html`<b>${1}</b>`}${null}${false}</p>`.markup).toBe(
    "<p>&lt;i a=&#39;b&#39;&gt;&amp;<b>1</b></p>",
  );
});

test("the same record gives the same bytes", async () => {
  expect(await pageOf(realistic)).toBe(await pageOf(realistic));
});

test("the policy forbids the network and any script but the page's own", async () => {
  const { document } = parseHTML(await pageOf(realistic));
  const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'sha256-[\w+/]+=*'/);
});

test("a curve is drawn in both directions, with its data and its title", async () => {
  const record: PropagationRecord = {
    version: "0.1.0",
    seed: 0,
    alpha: 1e-6,
    curves: [curveRecord("pass", null), curveRecord("fail", 2)],
  };
  const document = read(await renderPage([{ kind: "propagate", version: "0.1.0", partial: false, record }], "0.1.0"));
  const pictures = [...document.querySelectorAll("svg[role=img]")];
  expect(pictures).toHaveLength(4);
  for (const picture of pictures) {
    expect(picture.querySelector("title")?.textContent).toContain("he_normal with relu");
    expect(picture.outerHTML).not.toMatch(/NaN|undefined/);
  }
  expect(document.querySelectorAll("figure table tbody tr")).toHaveLength(12);
  expect(pictures.map((picture) => picture.textContent.includes("float32 ends"))).toEqual([false, false, true, false]);
});

test("a benchmark shows its comparison with an older one, whose verdict is the page's", async () => {
  const task = { initializer: "he_normal", elements: 1e6, threads: 1 };
  const timed = { ...task, implementation: "reference", implementationVersion: "1", samples: [2, 3, 4] };
  const compared = (verdict: "pass" | "fail") => ({ ...task, ratio: 1.25, pValue: 1e-9, verdict });
  const pageOfBench = (comparisons?: readonly ReturnType<typeof compared>[]) =>
    renderPage(
      [
        {
          ...{ kind: "bench" as const, version: "0.1.0", partial: false },
          record: {
            rows: [{ ...timed, ratioToMemoryFill: 3 }],
            ...{ environment: {}, absent: [] },
            ...(comparisons && { comparisons }),
          },
        },
      ],
      "0.1.0",
    );
  const { document } = parseHTML(await pageOfBench([compared("fail")]));
  expect(document.querySelector("h1")?.textContent).toContain("failed");
  const row = [...document.querySelectorAll("[data-sortable] tbody tr td")].map(({ textContent }) => textContent);
  expect(row).toEqual(["✗ fail", "he_normal", "1000000", "1", "1.25", "1e-9"]);
  expect(await pageOfBench([compared("pass")])).toContain("✓ passed");
  expect(parseHTML(await pageOfBench()).document.querySelector("h1 .badge")).toBeNull();
});

test("tensors stand in a table that can be sorted and filtered", async () => {
  const record: AuditRecord = {
    notes: ["2 tensors of integers are left out"],
    rows: (["pass", "fail", "undetermined"] as const).map((verdict, at) => ({
      ...{ file: "a.npz", tensor: `t${at}`, shape: "3x4", layout: "oi", dtype: "float32", bestFit: "he_normal" },
      ...{
        pValue: 0.5,
        verdict,
        diagnosis: null,
        note: `note ${at}`,
        alsoFits: [],
        entries: 12,
        fanIn: 4 + at,
        sd: 0.7,
      },
    })),
  };
  const document = read(await renderPage([{ kind: "audit", version: "0.1.0", partial: false, record }], "0.1.0"));
  expect(document.querySelectorAll("[data-sortable] tbody tr")).toHaveLength(3);
  expect(document.querySelectorAll("article.case")).toHaveLength(2);
  expect(document.querySelectorAll("svg circle")).toHaveLength(3);
});
