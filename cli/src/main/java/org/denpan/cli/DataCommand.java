package org.denpan.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Column;
import org.denpan.data.Encoder;
import org.denpan.data.Table;
import org.denpan.data.TableSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `denpan data`: what Denpan sees in a file.
@Command(name = "data")
final class DataCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "DATA", description = NamedData.DESCRIPTION)
  private String data = "";

  @Mixin(name = "Reading")
  private ReadingOptions reading = new ReadingOptions();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  private final Streams streams;

  DataCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    reading.check(data);
    NamedData source =
        NamedData.open(data, reading, name -> false, new MemoryOptions().budget(), streams);
    source.saySample(streams);
    TableSummary summary = TableSummary.of(source.table());
    if (json.on) {
      Json.print(streams, json(source, summary));
    } else {
      print(source, summary);
    }
    return 0;
  }

  private void print(NamedData source, TableSummary summary) {
    Layout layout = new Layout(streams.out());
    layout.line("Data", source.describe());
    source
        .ownTest()
        .ifPresent(
            t -> layout.line("", Figures.count(t.rows(), "row") + " of its own to test with"));
    layout.gap();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("column", "type", "missing", "distinct", "values"));
    summary.columns().forEach(column -> rows.add(row(column)));
    layout.lines("Columns", cut(Layout.align(rows, 2, 4)));
    source.table().target().ifPresent(target -> layout.line("Target", target));
    layout.lines(
        "Left out",
        leftOut(source.table()).entrySet().stream()
            .map(e -> Layout.cut(e.getKey() + " " + e.getValue(), Layout.WIDTH - Layout.LABEL))
            .toList());
    for (Column column : source.table().columns()) {
      if (column instanceof Column.Pixels images && images.rows() > 0) {
        layout.gap();
        layout.lines("Sample", Pictures.of(images, source.table()));
      }
    }
  }

  private static List<String> cut(List<String> lines) {
    return lines.stream().map(line -> Layout.cut(line, Layout.WIDTH - Layout.LABEL)).toList();
  }

  private static List<String> row(TableSummary.ColumnSummary column) {
    List<String> row = new ArrayList<>();
    row.add(Layout.cut(column.name(), 24));
    row.add(column.kind());
    row.add(column.missing() == 0 ? "·" : Figures.count(column.missing()));
    row.add(
        switch (column) {
          case TableSummary.Numbers n -> Figures.count(n.distinct());
          case TableSummary.Texts t -> Figures.count(t.distinct());
          case TableSummary.Times t -> Figures.count(t.distinct());
          case TableSummary.Images i -> "";
        });
    row.add(values(column));
    return row;
  }

  private static String values(TableSummary.ColumnSummary column) {
    return switch (column) {
      case TableSummary.Numbers n when !n.frequent().isEmpty() -> frequent(n.frequent());
      case TableSummary.Numbers n ->
          n.range()
              .map(r ->
                  "%s … %s, mean %s"
                      .formatted(
                          Layout.value(r.min()), Layout.value(r.max()), Layout.number(r.mean())))
              .orElse("");
      case TableSummary.Texts t -> frequent(t.frequent());
      case TableSummary.Times t -> t.first().map(f -> f + " … " + t.last().orElse("")).orElse("");
      case TableSummary.Images i ->
          "%d×%d, mean %s of 255".formatted(i.height(), i.width(), Layout.number(i.mean()));
    };
  }

  private static String frequent(List<TableSummary.Count> counts) {
    return counts.stream()
        .map(c -> "%s (%s)".formatted(c.value(), Figures.count(c.rows())))
        .collect(Collectors.joining(", "));
  }

  /// The columns, except the target, that training would not use.
  private static Map<String, String> leftOut(Table table) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      Optional<String> reason = Encoder.unusable(column);
      if (reason.isPresent() && !table.target().equals(Optional.of(column.name()))) {
        reasons.put(column.name(), reason.get());
      }
    }
    return reasons;
  }

  private static Map<String, Object> json(NamedData source, TableSummary summary) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("data", source.name());
    object.put("format", source.format());
    source.sha256().ifPresent(sha256 -> object.put("sha256", sha256));
    object.put("rows", source.rows());
    source.beyond().ifPresent(all -> object.put("rows_looked_at", summary.rows()));
    source.ownTest().ifPresent(test -> object.put("test_rows", test.rows()));
    summary.target().ifPresent(target -> object.put("target", target));
    object.put("columns", summary.columns());
    object.put("left_out", leftOut(source.table()));
    return object;
  }
}
