package org.denpan.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.denpan.DenpanException;
import org.denpan.data.DataException;
import org.denpan.web.metrics.ServerMetrics;

/// Serves models over HTTP until it is stopped.
///
/// ```java
/// try (ModelServer server = ModelServer.start(Map.of("churn", file), new ServerOptions())) {
///   System.out.println(server.uri());
///   …
/// }
/// ```
public final class ModelServer implements AutoCloseable {
  private static final int QUIET_MILLIS = 100;

  private final HttpServer http;
  private final ServerOptions options;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Slot> slots = new ArrayList<>();
  private final Admission admission;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ServerMetrics metrics = new ServerMetrics(Version.DENPAN, inFlight::get);
  private final String token;
  private final boolean local;
  private final Thread watch;
  private volatile Router router;
  private volatile boolean stopping;

  private ModelServer(Map<String, Path> models, ServerOptions given) {
    Counting counting = new Counting(metrics, given.observer());
    options = given.withObserver(counting);
    admission = new Admission(options.limits());
    token = options.token().orElse("");
    models.forEach((name, file) -> {
      checkName(name);
      slots.add(new Slot(name, file, options));
    });
    slots.forEach(slot -> counting.queue(slot.name(), () -> slot.now().lanes().waitingRows()));
    http = bind(options);
    local = http.getAddress().getAddress().isLoopbackAddress();
    router = Routes.of(this);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    watch = Thread.ofVirtual().name("denpan-watch").unstarted(this::watch);
  }

  /// Looks at the models' files until the end.
  private void watch() {
    try {
      while (options.pollMillis() > 0 && !stopping) {
        Thread.sleep(options.pollMillis());
        boolean changed = false;
        for (Slot slot : slots) {
          changed |= slot.look();
        }
        if (changed) {
          router = Routes.of(this);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server stops
    }
  }

  /// Loads the models and begins to answer.
  ///
  /// @param models files by the names under which they are served
  /// @throws DenpanException if a model cannot be read, or the address cannot be listened at
  public static ModelServer start(Map<String, Path> models, ServerOptions options) {
    if (models.isEmpty()) {
      throw new DenpanException("no model to serve");
    }
    JdkServer.configure(options.limits());
    ModelServer server = new ModelServer(models, options);
    server.http.start();
    server.watch.start();
    return server;
  }

  /// Refuses a name that no address could have.
  ///
  /// @throws DenpanException saying what a name is made of
  public static void checkName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new DenpanException(
          "a model cannot be served as '"
              + name
              + "'; its name is to be of letters, digits, points, hyphens and underscores");
    }
  }

  private static HttpServer bind(ServerOptions options) {
    String where = options.host() + ", port " + options.port();
    try {
      InetAddress address = InetAddress.getByName(options.host());
      return HttpServer.create(new InetSocketAddress(address, options.port()), 1024);
    } catch (UnknownHostException e) {
      throw new DenpanException("cannot listen at " + where + ": no such host", e);
    } catch (BindException e) {
      throw new DenpanException(
          "cannot listen at "
              + where
              + ": "
              + DenpanException.reason(e)
              + "; choose another port, 0 for any that is free",
          e);
    } catch (IOException e) {
      throw new DenpanException("cannot listen at " + where + ": " + DenpanException.reason(e), e);
    }
  }

  /// Where it answers, as `http://127.0.0.1:8080`.
  public URI uri() {
    InetSocketAddress address = http.getAddress();
    boolean any = address.getAddress().isAnyLocalAddress(); // the JDK says [::] of 0.0.0.0 too
    String host = any ? options.host() : address.getAddress().getHostAddress();
    String bare = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + bare + ":" + address.getPort());
  }

  /// The port it listens at.
  public int port() {
    return http.getAddress().getPort();
  }

  /// The models as they are served now.
  public List<ServedModel> models() {
    return slots.stream().map(Slot::now).toList();
  }

  ServerMetrics metrics() {
    return metrics;
  }

  List<Slot> slots() {
    return slots;
  }

  ServerOptions options() {
    return options;
  }

  Admission admission() {
    return admission;
  }

  boolean stopping() {
    return stopping;
  }

  private void handle(HttpExchange exchange) {
    inFlight.incrementAndGet();
    Call call = new Call(exchange, options.limits(), admission);
    try {
      answer(call);
    } catch (IOException e) {
      // the client is gone, and with it who could be told
    } finally {
      inFlight.decrementAndGet();
      options
          .observer()
          .answered(
              call.route(), call.method(), call.model(), call.status(), call.nanos(), call.rows());
      call.end();
    }
  }

  private void answer(Call call) throws IOException {
    try {
      if (stopping) {
        call.header("Connection", "close");
      }
      call.checkProtocol();
      Access.check(call, token, local, router);
      router.find(call).handle(call);
    } catch (Refusal refusal) {
      call.refuse(refusal);
    } catch (DataException e) {
      call.refuse(Refusal.bad(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      options.observer().failed(e);
      call.refuse(new Refusal(Refusal.FAULT, "a fault in the server, which its log shows"));
    } catch (OutOfMemoryError e) {
      call.refuse(Admission.busy("memory is short"));
    }
  }

  /// Stops: no new connections, what is in flight is finished, for as long as the limits say.
  public void stop() {
    stopping = true;
    watch.interrupt();
    Thread closing = Thread.ofPlatform().start(() -> http.stop(options.limits().stopSeconds()));
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.limits().stopSeconds());
      // a request that has just come is not counted yet: all must be quiet for a while
      for (int quiet = 0; quiet < QUIET_MILLIS && System.nanoTime() < deadline; quiet++) {
        if (closing.join(Duration.ofMillis(1))) {
          break;
        }
        quiet = inFlight.get() > 0 ? 0 : quiet;
      }
      closing.interrupt(); // else the JDK waits for connections that say nothing
      closing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
  }

  @Override
  public void close() {
    stop();
  }
}
