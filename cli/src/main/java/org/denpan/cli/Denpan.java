package org.denpan.cli;

import java.io.PrintWriter;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The top command: lists the others.
@Command(
    name = "denpan",
    description = "Trains, explains and runs feed-forward neural networks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = HelpCommand.class,
    versionProvider = Denpan.Version.class,
    footer = {
      "",
      "Start with:",
      "  denpan train                                 a network that reads digits",
      "  denpan data churn.csv                        what is in a file",
      "  denpan train churn.csv --target churned      a network of your own",
      "",
      "denpan COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class Denpan implements Runnable {
  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and end.")
  boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command line for these words.
  static CommandLine commandLine(Streams streams, Collection<String> words) {
    CommandLine line = new CommandLine(new Denpan());
    Commands.addTo(line, words, streams);
    line.setOut(new PrintWriter(streams.out(), true, streams.out().charset()));
    line.setErr(new PrintWriter(streams.err(), true, streams.err().charset()));
    line.registerConverter(int.class, Denpan::wholeNumber);
    line.registerConverter(Integer.class, Denpan::wholeNumber);
    line.registerConverter(long.class, Denpan::largeWholeNumber);
    line.registerConverter(double.class, Denpan::number);
    line.registerConverter(Double.class, Denpan::number);
    line.setUsageHelpLongOptionsMaxWidth(26);
    line.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().mixins().isEmpty())
        .forEach(Denpan::groupOptions);
    new Failures(streams).handle(line);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? One of " + String.join(", ", Commands.names()));
  }

  /// In the help, the options of each mixin stand under its name.
  private static void groupOptions(CommandLine command) {
    command.getCommandSpec().usageMessage().sortOptions(false);
    command
        .getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            help -> groups(command.getCommandSpec(), help));
  }

  private static String groups(CommandSpec spec, Help help) {
    StringBuilder text = new StringBuilder();
    spec.mixins()
        .forEach((name, mixin) -> {
          text.append("%n%s:%n".formatted(name));
          text.append(help.optionListExcludingGroups(mixin.options()));
        });
    return text.toString();
  }

  private static Integer wholeNumber(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw notA("whole number", text);
    }
  }

  private static Long largeWholeNumber(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw notA("whole number", text);
    }
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw notA("number", text);
    }
  }

  private static CommandLine.TypeConversionException notA(String what, String text) {
    return new CommandLine.TypeConversionException("'" + text + "' is not a " + what);
  }

  /// The version of the jar that runs.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"denpan " + org.denpan.Version.text() + ", Java " + Runtime.version()};
    }
  }
}
