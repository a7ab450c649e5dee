package org.denpan.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.Version;
import org.denpan.model.Model;

/// Whether a model is what its file says, and if not, what differs.
///
/// @param again the hash of the weights that came out; empty where it was not trained again
/// @param seconds that training took
/// @param differences none where all is the same
record Verdict(
    Path file,
    Model model,
    String command,
    Optional<String> again,
    Optional<Double> seconds,
    List<Differing> differences) {
  boolean confirmed() {
    return again.isPresent() && differences.isEmpty();
  }

  void print(Layout layout) {
    layout.gap();
    layout.line("Weights", model.weightsSha256());
    again.ifPresent(hash -> layout.line("Again", hash));
    layout.lines("Differs", differences.stream().flatMap(d -> d.lines().stream()).toList());
    layout.line("Verdict", sentence());
    otherVersion().ifPresent(note -> layout.line("Note", note));
  }

  private String sentence() {
    if (confirmed()) {
      return "Confirmed: this command and these data give this model, bit for bit.";
    }
    return again.isPresent()
        ? "Not confirmed: something else came out."
        : "Not confirmed, and not trained again: what it would be from differs.";
  }

  /// Which may be the reason.
  private Optional<String> otherVersion() {
    return Optional.ofNullable(model.provenance().get("denpan"))
        .filter(version -> !confirmed() && !version.equals(Version.text()))
        .map(version ->
            "It was trained by Denpan %s, and this is %s, which may train otherwise."
                .formatted(version, Version.text()));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", file.toString());
    json.put("command", command);
    List.of("data", "data_sha256", "rows")
        .forEach(fact ->
            Optional.ofNullable(model.provenance().get(fact))
                .ifPresent(value -> json.put(fact, value)));
    json.put("confirmed", confirmed());
    json.put("weights_sha256", model.weightsSha256());
    again.ifPresent(hash -> json.put("weights_sha256_again", hash));
    json.put("differences", differences.stream().map(Differing::json).toList());
    otherVersion().ifPresent(note -> json.put("note", note));
    seconds.ifPresent(time -> json.put("seconds", time));
    json.put("denpan", Version.text());
    return json;
  }
}
