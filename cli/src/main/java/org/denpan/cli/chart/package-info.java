/// Drawings, for the report's page and for files of their own.
///
/// A [org.denpan.cli.chart.Drawing] is one file: [org.denpan.cli.chart.LineChart],
/// [org.denpan.cli.chart.Scatter], [org.denpan.cli.chart.Histogram], [org.denpan.cli.chart.Bars],
/// [org.denpan.cli.chart.Field]. It draws itself between two axes ([org.denpan.cli.chart.Axis],
/// [org.denpan.cli.chart.Plot]) as an SVG element, whose classes [org.denpan.cli.chart.Colour]
/// gives their look; its legend stands outside of it. [org.denpan.cli.chart.Html] is the markup,
/// which escapes all text; [org.denpan.cli.chart.Figures] says how numbers are printed.
///
/// [org.denpan.cli.chart.Picture] sets one or several drawings, with heading and legend, as a
/// complete SVG file, and that as PNG.
@NullMarked
package org.denpan.cli.chart;

import org.jspecify.annotations.NullMarked;
