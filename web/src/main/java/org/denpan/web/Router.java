package org.denpan.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.denpan.Words;
import org.jspecify.annotations.Nullable;

/// What answers which path. All paths are known beforehand, so finding one is a look into a map.
final class Router {
  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  /// Answers a request.
  @FunctionalInterface
  interface Handler {
    void handle(Call call) throws IOException;
  }

  /// What is at one path.
  ///
  /// @param pattern the path with names in braces, the same for all models
  /// @param model its name; empty where the path is of none
  record Resource(String pattern, String model, Map<String, Handler> byMethod) {}

  /// Adds what answers a method at a path.
  ///
  /// @param pattern the path with names in braces
  Router add(String method, String pattern, String model, String path, Handler handler) {
    Resource resource =
        resources.computeIfAbsent(path, p -> new Resource(pattern, model, new LinkedHashMap<>()));
    resource.byMethod().put(method, handler);
    return this;
  }

  /// The same at a path that is of no model.
  Router add(String method, String path, Handler handler) {
    return add(method, path, "", path, handler);
  }

  /// Says that a path is answered without a token.
  Router open(String path) {
    open.add(path);
    return this;
  }

  boolean isOpen(String path) {
    return open.contains(path);
  }

  /// What answers the request.
  ///
  /// @throws Refusal if there is nothing at its path, or for its method
  Handler find(Call call) {
    String path = call.path();
    Resource resource = path == null ? null : resources.get(trimmed(path));
    if (resource == null) {
      throw new Refusal(Refusal.NOT_FOUND, nothingAt(path));
    }
    call.matched(resource.pattern(), resource.model());
    String method = call.method().equals("HEAD") ? "GET" : call.method();
    Handler handler = resource.byMethod().get(method);
    if (handler == null) {
      Set<String> allowed = new TreeSet<>(resource.byMethod().keySet());
      if (allowed.contains("GET")) {
        allowed.add("HEAD");
      }
      String list = String.join(", ", allowed);
      throw new Refusal(
          Refusal.METHOD_NOT_ALLOWED,
          Fields.shortened(call.method()) + " is not for " + path + "; it takes " + list,
          Map.of("Allow", list));
    }
    return handler;
  }

  private static String trimmed(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private String nothingAt(@Nullable String path) {
    List<String> paths = List.copyOf(resources.keySet());
    String wanted = path == null ? "" : path;
    return "nothing at '" + Fields.shortened(wanted) + "'; " + Words.suggestion(wanted, paths);
  }
}
