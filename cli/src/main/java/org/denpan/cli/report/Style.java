package org.denpan.cli.report;

import org.denpan.cli.chart.Colour;

/// How the report looks: light or dark as the reader's system is, light on paper, one column on a
/// phone. The sheet has no `<`, `>` or `&`, which the markup would escape.
final class Style {
  static final String SHEET =
      """
      :root {
        color-scheme: light dark;
        $light
        --right: 31, 95, 191; --wrong: 214, 110, 20; --depth-most: 0.5;
      }
      @media screen and (prefers-color-scheme: dark) {
        :root {
          $dark
          --right: 86, 150, 240; --wrong: 235, 135, 45; --depth-most: 0.5;
        }
      }
      * { box-sizing: border-box; }
      body {
        margin: 0 auto; padding: 2.5rem 1.25rem; max-width: 62rem;
        background: var(--page); color: var(--ink);
        font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        overflow-wrap: anywhere;
      }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1.25rem; }
      h2 { font-size: 1.2rem; margin: 0 0 0.75rem; }
      h3 { font-size: 0.95rem; margin: 1.25rem 0 0.5rem; }
      p { margin: 0 0 0.75rem; }
      a { color: var(--accent); text-underline-offset: 0.15em; }
      code, pre { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono",
        monospace; font-size: 0.9em; }
      section { padding-top: 1.5rem; margin-top: 2rem; border-top: 1px solid var(--rule); }
      nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin-top: 1.25rem;
        font-size: 0.9rem; }
      footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--rule);
        font-size: 0.85rem; color: var(--muted); }
      footer p { margin: 0; }
      .caption, .detail, figcaption { font-size: 0.9rem; color: var(--muted); }
      .missing, .none { color: var(--muted); }
      .missing { font-style: italic; }

      .results { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
        gap: 1rem; margin-bottom: 1rem; }
      .result { background: var(--panel); border-radius: 0.6rem; padding: 1rem 1.25rem; }
      .result p { margin: 0; }
      .what { font-size: 0.9rem; }
      .figure { font-size: 2.4rem; line-height: 1.25; font-weight: 650;
        font-variant-numeric: tabular-nums; }
      .guess .figure { font-weight: 400; color: var(--muted); }
      .bar { height: 0.4rem; margin: 0.4rem 0 0.6rem; border-radius: 0.2rem;
        background: var(--rule); overflow: hidden; }
      .bar div { height: 100%; background: var(--accent); }
      .guess .bar div { background: var(--muted); }

      .command { margin: 0 0 0.5rem; padding: 0.85rem 1rem; background: var(--panel);
        border-radius: 0.4rem; white-space: pre-wrap; overflow-x: auto;
        user-select: all; }
      .command span { white-space: pre; }
      dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.3rem 1.5rem;
        margin: 0 0 1rem; }
      .pairs { grid-template-columns: max-content 1fr max-content 1fr; }
      dt { color: var(--muted); }
      dd { margin: 0; }
      summary { cursor: pointer; color: var(--accent); font-size: 0.9rem; margin-bottom: 0.5rem; }

      .scroll { overflow-x: auto; margin-bottom: 0.75rem; }
      table { border-collapse: collapse; width: max-content; font-size: 0.9rem; font-variant-numeric: tabular-nums;
        overflow-wrap: normal; }
      th, td { padding: 0.3rem 0.75rem; text-align: left; vertical-align: top;
        border-bottom: 1px solid var(--rule); }
      thead th { color: var(--muted); font-weight: 500; vertical-align: bottom; }
      tbody th { font-weight: 500; }
      td { max-width: 26rem; }
      .number { text-align: right; white-space: nowrap; }

      .matrix th, .matrix td { padding: 0.35rem 0.55rem; text-align: right; border: 0; }
      .matrix th { max-width: 9rem; overflow-wrap: break-word; }
      .matrix tbody th { position: sticky; left: 0; background: var(--page); }
      .matrix .corner { color: var(--muted); font-weight: 400; font-size: 0.8rem;
        min-width: 5.8rem; max-width: 6rem; }
      .matrix tbody td { min-width: 2.9rem; border: 2px solid var(--page); }
      .right { background: rgba(var(--right), calc(0.08 + var(--depth) * (var(--depth-most) - 0.08))); }
      .wrong { background: rgba(var(--wrong), calc(0.06 + var(--depth) * (var(--depth-most) - 0.06))); }
      .matrix .aside, .matrix tfoot td, .matrix tfoot th { color: var(--muted); font-weight: 400;
        white-space: nowrap; }

      .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
        gap: 1.5rem 2rem; }
      figure { margin: 0; min-width: 0; max-width: 38rem; }
      .charts { margin-bottom: 1rem; }
      .charts h3 { margin: 0.25rem 0; }
      .legend { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; margin: 0;
        padding: 0; font-size: 0.9rem; }
      .swatch { display: inline-block; width: 1.6rem; margin-right: 0.45rem;
        vertical-align: 0.25em; border-top: 2px solid; }
      .swatch.dashed { border-top-style: dashed; }
      svg { display: block; width: 100%; height: auto; font-size: 12px; font-family: inherit; }
      svg text { fill: var(--ink); font-variant-numeric: tabular-nums; }
      .spark { width: auto; height: 1.25rem; max-width: none; }
      .spark rect { fill: var(--accent); }
      $drawings
      .band:hover { fill-opacity: 0.06; }
      .point:hover, .column:hover { fill: var(--second); fill-opacity: 1; }

      .gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
        gap: 1.25rem 1rem; }
      .gallery figcaption { margin-top: 0.3rem; line-height: 1.35; }
      .gallery figcaption span { display: block; }
      .gallery b { color: var(--ink); }
      .gallery img { width: 100%; max-width: 8rem; height: auto; border-radius: 0.3rem; }
      img { display: block; image-rendering: pixelated; }

      @media (max-width: 30rem) {
        body { padding: 1.25rem 1rem; }
        .gallery { grid-template-columns: repeat(3, 1fr); }
      }
      @media (max-width: 40rem) {
        dl { grid-template-columns: 1fr; gap: 0; }
        dd { margin-bottom: 0.6rem; }
        .pairs { grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
        .pairs dd { margin: 0; }
        th, td { padding: 0.3rem 0.5rem; }
        td { max-width: 16rem; }
        .matrix th, .matrix td { padding: 0.3rem; }
        .matrix tbody td { min-width: 2.2rem; }
      }
      @media print {
        @page { margin: 15mm; }
        :root { color-scheme: light; }
        body { padding: 0; max-width: none; font-size: 10pt; }
        nav, details:not([open]) { display: none; }
        .scroll { overflow: visible; }
        section { margin-top: 1rem; padding-top: 1rem; }
        tfoot { display: table-row-group; }
        h2, h3 { break-after: avoid; }
        figure, tr, dl, .matrix, .result, .command { break-inside: avoid; }
        .charts { grid-template-columns: 1fr 1fr; }
        .result, .command, .bar, .bar div, .right, .wrong, .swatch {
          print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        table { font-size: 8pt; width: auto; max-width: 100%; }
        thead .number { white-space: normal; }
        th, td { padding: 0.15rem 0.3rem; }
        .wide table { font-size: 7pt; }
      }
      """
          .replace("$light", Colour.variables(Colour::light))
          .replace("$dark", Colour.variables(Colour::dark))
          .replace("$drawings", Colour.rules(colour -> "var(" + colour.variable() + ")"));

  private Style() {}
}
