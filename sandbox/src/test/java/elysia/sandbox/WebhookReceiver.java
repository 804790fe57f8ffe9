package elysia.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import elysia.sandbox.common.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands for the system under test: takes webhooks and answers as the test wants.
public final class WebhookReceiver implements AutoCloseable {
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Behaviour behaviour = _ -> Response.of(202);

  public record Received(
      String path, Map<String, List<String>> headers, String query, String body) {
    public JsonNode json() {
      return Json.parse(body.getBytes(UTF_8));
    }

    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  public record Response(int status, Map<String, String> headers, String body) {
    public Response(int status, Map<String, String> headers) {
      this(status, headers, "");
    }

    public static Response of(int status) {
      return new Response(status, Map.of());
    }
  }

  @FunctionalInterface
  public interface Behaviour {
    Response answer(Received webhook) throws InterruptedException;
  }

  public WebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  public List<Received> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var webhook =
          new Received(
              exchange.getRequestURI().getPath(),
              Map.copyOf(exchange.getRequestHeaders()),
              String.valueOf(exchange.getRequestURI().getRawQuery()),
              body);
      received.add(webhook);
      var response = behaviour.answer(webhook);
      response.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      var answer = response.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(response.status(), answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
