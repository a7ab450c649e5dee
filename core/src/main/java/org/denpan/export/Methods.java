package org.denpan.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The methods that exported scorers are made of, from the resource `methods.txt`; each is written
/// once, and only if it is called.
final class Methods {
  private static final String RESOURCE = "methods.txt";
  private static final String SECTION = "=== ";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String[]> needs = new LinkedHashMap<>();
  private final Set<String> called = new TreeSet<>();

  Methods() {
    String[] sections = read().split("(?m)^" + SECTION, -1);
    for (int i = 1; i < sections.length; i++) {
      int end = sections[i].indexOf('\n');
      String[] words = sections[i].substring(0, end).strip().split(" ", -1);
      texts.put(words[0], sections[i].substring(end + 1).strip());
      needs.put(words[0], words);
    }
  }

  private static String read() {
    try (InputStream in = Methods.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the library lacks its resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the library's resource " + RESOURCE + " is unreadable", e);
    }
  }

  /// The name of a method, which will be written.
  String call(String name) {
    String[] words = needs.get(name);
    if (words == null) {
      throw new IllegalStateException("no method " + name + " in " + RESOURCE);
    }
    if (called.add(name)) {
      for (int i = 1; i < words.length; i++) {
        call(words[i]);
      }
    }
    return name;
  }

  /// Whether something calls it.
  boolean calls(String name) {
    return called.contains(name);
  }

  /// What is called, in the order of the resource.
  String source() {
    StringBuilder source = new StringBuilder();
    texts.forEach((name, text) -> {
      if (called.contains(name)) {
        source.append("\n  ").append(text).append('\n');
      }
    });
    return source.toString();
  }
}
