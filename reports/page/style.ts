/** The look of the page, light and dark, from a phone to a wide screen, and on paper. */
export const lightColours = {
  ground: "#ffffff",
  raised: "#f6f7f8",
  ink: "#1b1f23",
  quiet: "#57606a",
  line: "#d4d9de",
  pass: "#1a7f37",
  fail: "#c62430",
  undetermined: "#8a5a00",
  accent: "#0a58ca",
  second: "#8250a8",
  band: "#0a58ca26",
} as const;

const darkColours = {
  ground: "#14171a",
  raised: "#1d2126",
  ink: "#e4e7ea",
  quiet: "#9aa4ae",
  line: "#3a4149",
  pass: "#4cc06a",
  fail: "#ff7a80",
  undetermined: "#e0a93a",
  accent: "#74aaff",
  second: "#cba3f0",
  band: "#74aaff33",
} satisfies Readonly<Record<keyof typeof lightColours, string>>;

const variables = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(" ");

/** The style sheet. */
export const style = `
:root { ${variables(lightColours)} }
@media (prefers-color-scheme: dark) { :root { ${variables(darkColours)} } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 1rem clamp(1rem, 3vw, 3rem) 3rem; max-width: 100rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin: 0.5rem 0; } h2 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; } h3 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
h4 { font-size: 1rem; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
p, li { margin: 0.4rem 0; max-width: 75ch; overflow-wrap: anywhere; } .quiet, .tally { color: var(--quiet); }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: 0.5rem; z-index: 1; }
section { border-top: 1px solid var(--line); padding-top: 1.5rem; margin-top: 1.5rem; }
.badge { font-weight: 600; font-size: 0.8em; white-space: nowrap; padding: 0.1em 0.55em; border: 1px solid currentColor; border-radius: 1em; vertical-align: 0.1em; }
.pass { color: var(--pass); } .fail { color: var(--fail); } .undetermined { color: var(--undetermined); }
.contents { list-style: none; padding: 0; } .contents li { margin: 0.3rem 0; }
.table { margin: 0.75rem 0; } .scroll { overflow: auto; max-height: 40rem; border: 1px solid var(--line); border-radius: 0.4rem; max-width: max-content; }
table { border-collapse: collapse; font-size: 0.9rem; width: max-content; } caption { text-align: left; padding: 0.4rem 0.7rem; color: var(--quiet); }
th, td { padding: 0.25rem 0.7rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
th { background: var(--raised); font-weight: 600; position: sticky; top: 0; } tbody th { top: auto; left: 0; background: var(--ground); font-weight: 400; max-width: min(24ch, 45vw); overflow-wrap: anywhere; }
td { overflow-wrap: break-word; min-width: 6ch; max-width: 42ch; } .matrix td, .matrix thead th { white-space: nowrap; } .matrix thead th { z-index: 1; } .numeric { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.mark { text-align: center; font-weight: 600; } td.mark a { color: inherit; display: block; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th button::after { content: " \\2195"; color: var(--quiet); } th[aria-sort=ascending] button::after { content: " \\2191"; } th[aria-sort=descending] button::after { content: " \\2193"; }
.filter { display: inline-block; margin: 0.3rem 0; color: var(--quiet); }
input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--quiet); border-radius: 0.3rem; padding: 0.15rem 0.5rem; max-width: 100%; }
figure { margin: 0.75rem 0; } .chart { display: block; width: 100%; height: auto; max-width: 36rem; color: var(--ink); font-family: system-ui, sans-serif; overflow: visible; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 1.5rem; }
details { margin: 0.2rem 0; } summary { cursor: pointer; color: var(--quiet); width: max-content; max-width: 100%; }
.alike > summary { max-width: min(75ch, 100%); overflow-wrap: anywhere; padding: 0.3rem 0; }
.case { border: 1px solid var(--line); border-left: 4px solid currentColor; border-radius: 0.4rem; padding: 0.8rem 1rem; margin: 0.8rem 0; }
.case > * { color: var(--ink); } .case > .quiet { color: var(--quiet); } .legend span { display: inline-block; } .case .pass { color: var(--pass); } .case .fail { color: var(--fail); } .case .undetermined { color: var(--undetermined); }
.command { display: flex; gap: 0.5rem; align-items: start; margin: 0.5rem 0; }
.command code { background: var(--raised); padding: 0.3rem 0.6rem; border-radius: 0.3rem; font-size: 0.85rem; white-space: pre-wrap; overflow-wrap: anywhere; flex: 0 1 auto; min-width: 0; }
.command button { font: inherit; font-size: 0.85rem; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: 0.3rem; padding: 0.2rem 0.6rem; cursor: pointer; }
footer { color: var(--quiet); border-top: 1px solid var(--line); margin-top: 2rem; }
@media (max-width: 40rem) { .chart { font-size: 1.3em; } .chart text, .chart g { font-size: 14px; } }
@media print { .command button, .filter, .skip { display: none; } .scroll { max-height: none; } }
`;
