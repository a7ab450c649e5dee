package org.denpan.bench.serving;

import java.nio.file.Path;
import java.util.Map;
import org.denpan.web.ModelServer;
import org.denpan.web.ServerOptions;

/// Denpan's server with ONNX Runtime behind it, until the process is ended.
final class OnnxServer {
  private OnnxServer() {}

  /// Serves.
  ///
  /// @param args the model's file and the port
  public static void main(String[] args) throws InterruptedException {
    ServerOptions options =
        new ServerOptions().withPort(Integer.parseInt(args[1])).withScoring(OnnxScoring::new);
    try (ModelServer server = ModelServer.start(Map.of("adult", Path.of(args[0])), options)) {
      System.out.println(server.uri());
      Thread.currentThread().join();
    }
  }
}
