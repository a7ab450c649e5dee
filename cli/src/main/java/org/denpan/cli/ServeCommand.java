package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.denpan.web.ModelServer;
import org.denpan.web.ServedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `denpan serve`: models over HTTP.
@Command(
    name = "serve",
    description = {
      "Answers rows as JSON at /predict, and the Open Inference Protocol at /v2. A model's file may"
          + " be replaced at any time. Ends with Ctrl-C, when what is in flight is answered."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int LONGEST_EXAMPLE = 1500;

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Model files.")
  private List<Path> files = List.of();

  @Mixin(name = "Address")
  private ServeAddress address = new ServeAddress();

  @Mixin(name = "Limits")
  private ServeLimits limits = new ServeLimits();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Options")
  CommonOptions common = new CommonOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  ServeCommand(Streams streams) {
    this.streams = streams;
  }

  /// What is said.
  @Command
  static final class Output {
    @Option(
        names = "--json",
        description = "Print one JSON object, with where the models are served.")
    boolean json;

    @Option(names = "--log", description = "Say a line for each request on standard error.")
    boolean log;
  }

  @Override
  public Integer call() {
    Map<String, Path> models = models(address.names());
    ModelServer server =
        ModelServer.start(
            models,
            address
                .options(streams)
                .withLimits(limits.limits())
                .withObserver(new ServeMessages(streams, output.log, common.debug)));
    Thread hook = new Thread(() -> end(server), "denpan-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    if (output.json) {
      Json.print(streams, json(server));
    } else {
      print(server);
    }
    streams.out().flush();
    try {
      new CountDownLatch(1).await(); // until a signal
    } catch (InterruptedException e) {
      server.stop();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return 0;
  }

  /// To be ended by a signal is what a server is for, and no failure.
  private void end(ModelServer server) {
    streams.say("stopping");
    server.stop();
    streams.say("stopped");
    streams.out().flush();
    streams.err().flush();
    Runtime.getRuntime().halt(0);
  }

  private Map<String, Path> models(List<String> names) {
    if (!names.isEmpty() && names.size() != files.size()) {
      throw new ParameterException(
          spec.commandLine(),
          "--name needs a name for each model: got %d for %d"
              .formatted(names.size(), files.size()));
    }
    Map<String, Path> models = new LinkedHashMap<>();
    names.forEach(name -> Usage.check(spec, "--name", () -> ModelServer.checkName(name)));
    for (int i = 0; i < files.size(); i++) {
      String name = names.isEmpty() ? name(files.get(i)) : names.get(i);
      if (models.put(name, files.get(i)) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "two models are called '%s'; give each another name with --name A,B".formatted(name));
      }
    }
    return models;
  }

  /// `churn` of `models/churn.denpan`.
  private static String name(Path file) {
    String bare = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]+$", "");
    String name = bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[._-]+", "");
    return name.isEmpty() ? "model" : name;
  }

  private void print(ModelServer server) {
    Layout layout = new Layout(streams.out());
    layout.line("Serving", server.uri().toString());
    for (ServedModel model : server.models()) {
      layout.line(
          "Model", "%s: %s".formatted(model.name(), Descriptions.target(model.model().target())));
    }
    layout.line("Stop", "with Ctrl-C");
    layout.gap();
    streams.out().println("Try");
    server.models().forEach(model -> streams.out().println("  " + curl(server, model)));
  }

  private static String path(ModelServer server, ServedModel model) {
    return server.models().size() == 1 ? "/predict" : "/models/" + model.name() + "/predict";
  }

  /// A line for a shell that asks for a prediction.
  private String curl(ModelServer server, ServedModel model) {
    List<String> words = new ArrayList<>(List.of("curl", "-s", server.uri() + path(server, model)));
    address
        .token()
        .ifPresent(file -> {
          words.add("-H");
          words.add("\"Authorization: Bearer $(cat " + ShellWords.quote(file.toString()) + ")\"");
        });
    words.add("-H 'Content-Type: application/json' -d");
    String row = model.example();
    words.add(row.length() <= LONGEST_EXAMPLE ? ShellWords.quote(row) : "@row.json");
    return String.join(" ", words);
  }

  private Map<String, Object> json(ModelServer server) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("url", server.uri().toString());
    object.put("port", server.port());
    object.put("token", address.token().isPresent());
    List<Map<String, Object>> served = new ArrayList<>();
    for (ServedModel model : server.models()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", model.name());
      one.put("version", model.version());
      one.put("target", model.model().target().column());
      one.put("predict", server.uri() + path(server, model));
      one.put("protocol", server.uri() + "/v2/models/" + model.name());
      one.put("try", curl(server, model));
      served.add(one);
    }
    object.put("models", served);
    return object;
  }
}
