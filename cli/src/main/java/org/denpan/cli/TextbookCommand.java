package org.denpan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.denpan.cli.textbook.Item;
import org.denpan.cli.textbook.Row;
import org.denpan.cli.textbook.Setting;
import org.denpan.cli.textbook.Sheet;
import org.denpan.cli.textbook.Textbook;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan textbook`: the textbook's systems at work, a row at a time.
@Command(
    name = "textbook",
    description = {
      "Without a ROW, lists them. A row prints its formulas with the numbers put in, each result"
          + " beside what is expected, and draws pictures. The exit code is 1 if one is wrong."
    },
    customSynopsis = {
      "denpan textbook",
      "       denpan textbook ROW [-o FOLDER] [--json] [--seed N] [--data FOLDER]",
      "       denpan textbook all"
    })
final class TextbookCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final Set<String> IMAGES = Set.of("T4", "T12");

  @Parameters(arity = "0..1", paramLabel = "ROW", description = "T1 to T13, or all.")
  @Nullable String row;

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Mixin(name = "Run")
  private Run run = new Run();

  @Mixin(name = "Output")
  private JsonOption json = new JsonOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  TextbookCommand(Streams streams) {
    this.streams = streams;
  }

  /// How a row is run.
  @Command
  static final class Run {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FOLDER",
        description = "Where pictures go; default textbook.")
    Path folder = Path.of("textbook");

    @Option(names = "--no-pictures", description = "Draw none.")
    boolean noPictures;

    @Option(names = "--seed", paramLabel = "N", description = "Default 42.")
    long seed = 42;

    @Option(
        names = "--seeds",
        paramLabel = "N",
        description = "How many seeds T1 tries; default " + Setting.SEEDS + ".")
    int seeds = Setting.SEEDS;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "Epochs of T12, 1,000 steps at least; default " + Setting.EPOCHS + ".")
    int epochs = Setting.EPOCHS;

    @Option(
        names = "--data",
        paramLabel = "DATA",
        description = "Images for T4 and T12, such as a folder with MNIST's files; default digits.")
    @Nullable String data;
  }

  @Override
  public Integer call() {
    if (run.seeds < 1 || run.epochs < 1) {
      throw wrong(
          "--seeds and --epochs must be at least 1, got " + run.seeds + " and " + run.epochs);
    }
    if (row == null) {
      refuseWithoutRow();
      list();
      return 0;
    }
    List<Row> rows = rows(row);
    if (run.data != null && rows.stream().noneMatch(one -> IMAGES.contains(one.number()))) {
      throw wrong("--data is for T4 and T12: no other row takes images of one's own");
    }
    if (!run.noPictures) {
      makeFolder();
    }
    Setting setting = new Setting(run.seed, run.seeds, run.epochs, data());
    List<Map<String, Object>> objects = new ArrayList<>();
    boolean passed = true;
    for (Row one : rows) {
      TextbookPage page =
          new TextbookPage(json.on ? Optional.empty() : Optional.of(streams.out()), this::draw);
      page.begin(one);
      one.run(new Sheet(setting, page));
      page.end();
      passed &= page.passed();
      objects.add(page.json(one));
    }
    if (json.on) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("passed", passed);
      object.put("rows", objects);
      Json.print(streams, object);
    } else if (rows.size() > 1) {
      streams.out().println(passed ? "All rows are right." : "Some rows are WRONG.");
    }
    return passed ? 0 : Failures.FAILED;
  }

  private void refuseWithoutRow() {
    for (String option :
        List.of("--output", "--no-pictures", "--seed", "--seeds", "--epochs", "--data")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw wrong(option + " goes with a ROW, such as T1, or all; without one they are listed");
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<Row> rows(String wanted) {
    if (wanted.equalsIgnoreCase(ALL)) {
      return Textbook.rows();
    }
    List<String> known =
        Stream.concat(Textbook.rows().stream().map(Row::number), Stream.of(ALL)).toList();
    Row found =
        Textbook.find(wanted)
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(),
                    "the textbook has no row '%s'; %s (rows are T1 to %s, and all)"
                        .formatted(
                            wanted,
                            Words.suggestion(wanted.toUpperCase(Locale.ROOT), known),
                            Textbook.rows().getLast().number())));
    return List.of(found);
  }

  private void list() {
    if (json.on) {
      List<Map<String, String>> rows =
          Textbook.rows().stream().map(TextbookCommand::described).toList();
      Json.print(streams, new LinkedHashMap<>(Map.of("rows", rows)));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    Textbook.rows().forEach(r -> rows.add(List.of(r.number(), r.title(), r.shows())));
    Layout.align(rows, 3, 3).forEach(streams.out()::println);
    streams.out().println();
    streams
        .out()
        .println("denpan textbook T1 runs one, denpan textbook all runs all; see docs/textbook.md");
  }

  private static Map<String, String> described(Row row) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("row", row.number());
    object.put("title", row.title());
    object.put("shows", row.shows());
    object.put("section", TextbookPage.section(row));
    return object;
  }

  private Optional<Setting.Data> data() {
    if (run.data == null) {
      return Optional.empty();
    }
    NamedData data = NamedData.open(run.data, new ReadingOptions(), streams);
    Table table = data.table();
    if (data.ownTest().isPresent()) {
      return Optional.of(new Setting.Data(data.name(), table, data.ownTest().get()));
    }
    String target =
        table
            .target()
            .orElseThrow(() ->
                new DenpanException(
                    data.name() + " does not name its target; give images with their labels"));
    Split split = Split.stratified(table, target, 0.8, run.seed);
    return Optional.of(new Setting.Data(data.name(), split.train(), split.test()));
  }

  private void makeFolder() {
    if (Files.exists(run.folder) && !Files.isDirectory(run.folder)) {
      throw new DenpanException(
          "cannot make the folder " + run.folder + ": there is a file of that name");
    }
    try {
      Files.createDirectories(run.folder);
    } catch (IOException e) {
      throw new DenpanException(
          "cannot make the folder " + run.folder + ": " + DenpanException.reason(e));
    }
  }

  /// Writes a picture twice, and says where.
  private List<String> draw(Item.Drawn drawn) {
    if (run.noPictures) {
      return List.of();
    }
    return PictureFiles.write(run.folder, drawn.name(), drawn.picture().get()).stream()
        .map(Path::toString)
        .toList();
  }
}
