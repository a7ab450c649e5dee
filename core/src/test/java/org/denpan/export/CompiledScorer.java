package org.denpan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.denpan.model.Model;

/// A model written as Java, compiled for Java 17 with all warnings as errors, and loaded.
final class CompiledScorer {
  static final String PACKAGE = "com.acme";

  private final Object scorer;

  private CompiledScorer(Object scorer) {
    this.scorer = scorer;
  }

  static CompiledScorer of(Model model, Path folder) {
    return all(Map.of("Scorer", model), folder).values().iterator().next();
  }

  /// Many at once, which takes the compiler hardly longer than one.
  ///
  /// @param models by the names of their classes
  static Map<String, CompiledScorer> all(Map<String, Model> models, Path folder) {
    models.forEach((name, model) ->
        JavaScorer.of(model).inPackage(PACKAGE).write(folder.resolve(name + ".java")));
    return load(folder, models.keySet());
  }

  static Map<String, CompiledScorer> load(Path folder, Collection<String> names) {
    try {
      Path classes = Files.createDirectories(folder.resolve("classes"));
      compile(names.stream().map(name -> folder.resolve(name + ".java")).toList(), classes);
      Path place = Files.createDirectories(classes.resolve(PACKAGE.replace('.', '/')));
      URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
      Map<String, CompiledScorer> loaded = new LinkedHashMap<>();
      for (String name : names) {
        Path weights = JavaScorer.weights(folder.resolve(name + ".java"));
        Files.copy(weights, place.resolve(weights.getFileName()));
        Class<?> type = loader.loadClass(PACKAGE + "." + name);
        loaded.put(name, new CompiledScorer(type.getConstructor().newInstance()));
      }
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compile(List<Path> sources, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", folder.toString(), "--release", "17", "-Xlint:all", "-Werror");
      boolean compiled =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  Class<?> type() {
    return scorer.getClass();
  }

  /// What it says of the network's inputs: outputs, or the one number.
  Object ofInputs(float[] inputs) {
    return call("predictInputs", new Class<?>[] {float[].class}, inputs);
  }

  Object ofRow(Map<String, Object> row) {
    return call("predict", new Class<?>[] {Map.class}, row);
  }

  /// What it says of values in the order of the columns.
  Object ofValues(Object... values) {
    Method method =
        Arrays.stream(type().getMethods())
            .filter(m -> m.getName().equals("predict"))
            .filter(m -> m.getParameterCount() == values.length)
            .filter(m -> m.getParameterTypes()[0] != Map.class)
            .findFirst()
            .orElseThrow();
    return call("predict", method.getParameterTypes(), values);
  }

  String label(float[] outputs) {
    return (String) call("label", new Class<?>[] {float[].class}, outputs);
  }

  private Object call(String name, Class<?>[] types, Object... arguments) {
    try {
      Object result = type().getMethod(name, types).invoke(scorer, arguments);
      return result instanceof float[] array ? array.clone() : result;
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
