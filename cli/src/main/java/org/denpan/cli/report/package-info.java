/// The report of a training run, `report.html`: one file that opens without a network.
///
/// [org.denpan.cli.report.Report] holds what is told and lists its sections in order; each section
/// is one small [org.denpan.cli.report.Section]. [org.denpan.cli.report.Page] and
/// [org.denpan.cli.report.Style] make the page around the sections; [org.denpan.cli.report.Chart]
/// sets a drawing of `org.denpan.cli.chart` on it.
///
/// To add a section, write a class that implements [org.denpan.cli.report.Section] and name it in
/// [org.denpan.cli.report.Report].
@NullMarked
package org.denpan.cli.report;

import org.jspecify.annotations.NullMarked;
