import { chromium } from "playwright-core";
const [,, out, ...files] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const f of files) for (const w of [390, 1280, 2560]) for (const scheme of ["light","dark"]) {
  const [name, path] = f.split("=");
  const c = await b.newContext({ viewport: { width: w, height: w===390?844:1000 }, colorScheme: scheme });
  const p = await c.newPage(); await p.goto("file://" + path); await p.waitForTimeout(300);
  await p.screenshot({ path: `${out}/${name}-${w}-${scheme}.png`, fullPage: true }); await c.close();
}
await b.close();
