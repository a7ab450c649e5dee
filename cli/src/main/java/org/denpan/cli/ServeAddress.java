package org.denpan.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.web.ServerOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where a server listens, and to whom.
@Command
final class ServeAddress {
  private static final int SHORTEST_TOKEN = 16;
  private static final int MOST_PORTS = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Default 8080; 0 for any that is free.")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The address to listen at; default 127.0.0.1, which only this machine reaches. Others"
              + " need --token-file or --no-token.")
  private String host = "127.0.0.1";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with a secret, which requests must carry as 'Authorization: Bearer SECRET'.")
  private @Nullable Path tokenFile;

  @Option(names = "--no-token", description = "Answer everyone who reaches HOST, without a token.")
  private boolean noToken;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      split = ",",
      description = "Under which names the models are served; default their files' names.")
  private List<String> names = List.of();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /// The models' names, in order; empty for those of their files.
  List<String> names() {
    return names;
  }

  /// The file of the token, if one is asked for.
  Optional<Path> token() {
    return Optional.ofNullable(tokenFile);
  }

  /// Address and token.
  ServerOptions options(Streams streams) {
    if (port < 0 || port > MOST_PORTS) {
      throw wrong("--port is from 0 to 65535, got " + port);
    }
    if (noToken && tokenFile != null) {
      throw wrong("--token-file and --no-token contradict each other; give one of them");
    }
    if (!noToken && tokenFile == null && !loopback()) {
      throw wrong(
          "--host %s lets other machines ask: say who may with --token-file FILE, or --no-token if"
                  .formatted(host)
              + " everyone may");
    }
    ServerOptions options = new ServerOptions().withHost(host).withPort(port);
    return tokenFile == null ? options : options.withToken(read(tokenFile, streams));
  }

  private boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw wrong("--host %s: no such host".formatted(host));
    }
  }

  private static String read(Path file, Streams streams) {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException e) {
      throw new DenpanException(file + ": " + DenpanException.reason(e), e);
    }
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new DenpanException(
          file + " should hold one word of ASCII characters, the token, and nothing else");
    }
    if (token.length() < SHORTEST_TOKEN) {
      streams.say(
          "the token in %s has %d characters and is easily guessed; 32 are better"
              .formatted(file, token.length()));
    }
    if (othersRead(file)) {
      streams.say(
          "others on this machine can read the token in %1$s; chmod 600 %1$s".formatted(file));
    }
    return token;
  }

  private static boolean othersRead(Path file) {
    try {
      Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
      return may.contains(PosixFilePermission.OTHERS_READ)
          || may.contains(PosixFilePermission.GROUP_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // not told here
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
