/**
 * The style of the page: light and dark, and for print always light. One text, so that its hash can stand in the policy.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --card: #f6f8fa; --link: #0550ae;
  --c0: #4269d0; --c1: #b97d00; --c2: #d6402c; --c3: #2f8f8a; --c4: #3c8a3f; --c5: #c2569b; --c6: #8a5cd0; --c7: #7d6247;
  --more: #c2410c; --less: #15803d; --whole: #57606a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --faint: #9da7b1; --line: #30363d; --card: #161b22; --link: #79b8ff;
    --c0: #7f9cf5; --c1: #efb118; --c2: #ff7b6b; --c3: #6cc5b0; --c4: #5cc661; --c5: #ff9bd2; --c6: #b794f6; --c7: #b79a7d;
    --more: #fb923c; --less: #4ade80; --whole: #9da7b1;
  }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --card: #ffffff; --link: #000000;
    --c0: #4269d0; --c1: #b97d00; --c2: #d6402c; --c3: #2f8f8a; --c4: #3c8a3f; --c5: #c2569b; --c6: #8a5cd0; --c7: #7d6247;
    --more: #c2410c; --less: #15803d; --whole: #57606a;
  }
}
* { box-sizing: border-box; }
html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink); background: var(--paper); overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
.subtitle, .says, .remark, .basis, figcaption p { color: var(--faint); }
.headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem; margin: 1.5rem 0; padding: 0; list-style: none; }
.headlines li { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem .9rem; background: var(--card); }
.headlines .label { font-size: .85rem; font-weight: 600; }
.headlines .value { font-size: 1.3rem; font-weight: 600; line-height: 1.3; font-variant-numeric: tabular-nums; }
.headlines .basis, .headlines .detail { font-size: .8rem; margin: .15rem 0 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: 0; list-style: none; }
figure { margin: 1rem 0; }
figcaption { margin-bottom: .5rem; }
figcaption strong { font-size: 1rem; }
figcaption p { font-size: .85rem; margin: 0; }
svg.chart { display: block; width: 100%; height: auto; color: var(--ink); }
svg.chart text { white-space: pre; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 0 0 .4rem; padding: 0; list-style: none; font-size: .85rem; }
.legend li::before { content: ""; display: inline-block; width: .8em; height: .8em; margin-right: .4em; border-radius: 2px; background: var(--swatch); vertical-align: -.05em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.k0 { --swatch: var(--c0); } .k1 { --swatch: var(--c1); } .k2 { --swatch: var(--c2); } .k3 { --swatch: var(--c3); }
.k4 { --swatch: var(--c4); } .k5 { --swatch: var(--c5); } .k6 { --swatch: var(--c6); } .k7 { --swatch: var(--c7); }
.table { position: relative; margin: 1rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding: .25rem 5rem .25rem 0; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; max-width: 24rem; }
th { font-weight: 600; vertical-align: bottom; }
.n { text-align: right; }
td.n, .d { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--line); }
tfoot td, tfoot th { font-weight: 600; border-top: 2px solid var(--line); border-bottom: 0; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
th button::after { content: "\\00a0\\2195"; color: var(--faint); }
th[aria-sort="ascending"] button::after { content: "\\00a0\\2191"; }
th[aria-sort="descending"] button::after { content: "\\00a0\\2193"; }
button.copy { position: absolute; top: 0; right: 0; font: inherit; font-size: .8rem; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .35rem; padding: .1rem .6rem; cursor: pointer; }
summary { cursor: pointer; font-weight: 600; }
.notes li { margin: .3rem 0; }
.remark { font-size: .8rem; margin: .25rem 0; }
footer { margin-top: 3rem; color: var(--faint); font-size: .85rem; }
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  html { font-size: 10.5px; }
  body { max-width: none; padding: 0; }
  nav, button.copy { display: none; }
  th button::after { content: none !important; }
  body > main > section > .table { break-inside: avoid; }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  h3, caption { break-after: avoid; }
  figure, .headlines li, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  thead { display: table-header-group; break-inside: avoid; }
  tfoot { display: table-row-group; }
  svg.chart, .headlines li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
