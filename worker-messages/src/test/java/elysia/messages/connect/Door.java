package elysia.messages.connect;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes updates as ingress does: 202 with the right secret, 401 without.
final class Door implements AutoCloseable {
  private static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";

  private final HttpServer server;
  private final AtomicInteger taken = new AtomicInteger();
  private volatile String secret = "";
  private volatile boolean broken;

  Door() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean known = secret.equals(exchange.getRequestHeaders().getFirst(HEADER));
          if (known && !broken) {
            taken.incrementAndGet();
          }
          exchange.sendResponseHeaders(broken ? 503 : known ? 202 : 401, -1);
          exchange.close();
        });
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void knows(String rightSecret) {
    secret = rightSecret;
  }

  /// From now on it answers 503.
  void breaks() {
    broken = true;
  }

  int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
