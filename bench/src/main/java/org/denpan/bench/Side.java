package org.denpan.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A contestant's process, seen from [Compare]: see [Child] for what is said.
final class Side implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Peer peer;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private Duration used = Duration.ZERO;
  private long since;
  private double idle;
  private double idleUsed;

  /// @param log where its standard error goes
  Side(Peer peer, Rows rows, Path log) {
    this.peer = peer;
    List<String> command = new ArrayList<>(peer.command());
    command.add(rows.mnist().toString());
    command.add(rows.numbers().toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    builder.environment().putAll(peer.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + peer.name(), e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  Peer peer() {
    return peer;
  }

  JsonNode prepare(Workload workload) {
    JsonNode answer = ask("prepare " + JSON.writeValueAsString(workload));
    since = 0; // what follows at once is no idling
    return answer;
  }

  /// @throws IllegalStateException if it answers with an error, or not at all
  JsonNode ask(String command) {
    rested();
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("it ended at: " + command);
      }
      JsonNode answer = JSON.readTree(line);
      if (answer.has("error")) {
        throw new IllegalStateException(answer.get("error").asString());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("it broke off at: " + command, e);
    } finally {
      since = System.nanoTime();
      used = processorTime();
    }
  }

  private void rested() {
    if (since != 0) {
      idle += (System.nanoTime() - since) * 1e-9;
      idleUsed += processorTime().minus(used).toNanos() * 1e-9;
    }
  }

  private Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The part of a processor that it used while others were measured.
  double idleUse() {
    return idle > 0 ? idleUsed / idle : 0;
  }

  @Override
  public void close() {
    try {
      commands.write("quit\n");
      commands.close();
      if (!process.waitFor(Duration.ofSeconds(5))) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
