package org.denpan.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Words;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// A run described in TOML: keys are named as the long options, and `data` is the first argument.
/// What was typed on the command line has precedence.
final class ConfigFile {
  private final CommandSpec spec;
  private final Path file;
  private final String text;

  private ConfigFile(CommandSpec spec, Path file) {
    this.spec = spec;
    this.file = file;
    this.text = read();
  }

  /// Sets the arguments that the file names and the command line does not.
  ///
  /// @param ignored keys of options that only make sense on the command line
  /// @return the arguments that were set
  /// @throws ParameterException naming file, line and what is wrong
  static Set<ArgSpec> apply(ParseResult typed, Path file, List<String> ignored) {
    return new ConfigFile(typed.commandSpec(), file).apply(typed, ignored);
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw wrong("--config: no file " + file);
    } catch (CharacterCodingException e) {
      throw wrong("--config: " + file + " is not a text in " + StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw wrong("--config: " + file + " cannot be read: " + DenpanException.reason(e));
    }
  }

  private Set<ArgSpec> apply(ParseResult typed, List<String> ignored) {
    Map<String, ArgSpec> known = keys(ignored);
    Set<ArgSpec> set = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> entry : parse().properties()) {
      ArgSpec argument = known.get(entry.getKey());
      if (argument == null) {
        throw wrong(
            "%s: unknown key '%s'; %s"
                .formatted(
                    place(entry.getKey()),
                    entry.getKey(),
                    Words.suggestion(entry.getKey(), known.keySet())));
      }
      Object value = value(entry.getKey(), argument, entry.getValue());
      boolean alreadyTyped =
          argument instanceof OptionSpec option
              ? typed.hasMatchedOption(option)
              : typed.hasMatchedPositional(0);
      if (!alreadyTyped) {
        argument.setValue(value);
        set.add(argument);
      }
    }
    return set;
  }

  private JsonNode parse() {
    try {
      return new TomlMapper().readTree(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
      throw wrong(
          file + (line > 0 ? ", line " + line : "") + ": not TOML: " + e.getOriginalMessage());
    }
  }

  private Map<String, ArgSpec> keys(List<String> ignored) {
    Map<String, ArgSpec> keys = new LinkedHashMap<>();
    keys.put("data", spec.positionalParameters().getFirst());
    for (OptionSpec option : spec.options()) {
      String key = option.longestName().replaceFirst("^--", "");
      if (!ignored.contains(key)) {
        keys.put(key, option);
      }
    }
    return keys;
  }

  private Object value(String key, ArgSpec argument, JsonNode node) {
    Class<?> type = argument.type();
    if (type == int.class || type == Integer.class) {
      return expect(key, node, node.isInt(), "a whole number").intValue();
    }
    if (type == long.class) {
      return expect(key, node, node.isIntegralNumber(), "a whole number").longValue();
    }
    if (type == double.class || type == Double.class) {
      return expect(key, node, node.isNumber(), "a number").doubleValue();
    }
    if (type == boolean.class || type == Boolean.class) {
      return expect(key, node, node.isBoolean(), "true or false").booleanValue();
    }
    if (type == List.class) {
      return node.isString() ? List.of(node.stringValue()) : texts(key, node);
    }
    if (key.equals("layers") && node.isArray()) {
      return String.join(", ", texts(key, node));
    }
    if (type == BatchSize.class) {
      boolean fits = node.isInt() || (node.isString() && node.stringValue().equals("all"));
      expect(key, node, fits, "a whole number or \"all\"");
      return new BatchSize.Converter().convert(node.asString());
    }
    String text = expect(key, node, node.isString(), "a text in quotes").stringValue();
    return type == Path.class ? Path.of(text) : text;
  }

  private List<String> texts(String key, JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : expect(key, node, node.isArray(), "a text in quotes, or a list of such")) {
      texts.add(expect(key, item, item.isString(), "texts in quotes").stringValue());
    }
    return texts;
  }

  private JsonNode expect(String key, JsonNode node, boolean fits, String what) {
    if (!fits) {
      throw wrong("%s: '%s' must be %s, got %s".formatted(place(key), key, what, node));
    }
    return node;
  }

  /// The file, and the line where the key stands if it is found.
  private String place(String key) {
    Pattern pattern =
        Pattern.compile("\\s*(\\[\\s*)?[\"']?" + Pattern.quote(key) + "[\"']?\\s*[=.\\]].*");
    List<String> lines = text.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(i -> pattern.matcher(lines.get(i)).matches())
        .mapToObj(i -> file + ", line " + (i + 1))
        .findFirst()
        .orElse(file.toString());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
