package elysia.payments.gateway;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A gateway over real HTTP that answers whatever a test wants it to, and the client to ask it
/// with.
public final class ScriptedGateway implements AutoCloseable {
  private static final String LOGIN = "/auth-token";

  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile String refused = "";
  private volatile Script login =
      new Script(200, "{\"access_token\":\"token-1\",\"expires_in\":3600}", Duration.ZERO);
  private volatile Script script = new Script(200, "{}", Duration.ZERO);

  /// A request as it came.
  public record Seen(String method, String path, String authorization, String body) {}

  private record Script(int status, String body, Duration delay) {}

  public ScriptedGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var path = exchange.getRequestURI().getPath();
          var authorization =
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          var now = path.endsWith(LOGIN) ? login : script;
          if (authorization.equals(refused)) {
            now = new Script(401, "{\"message\":\"Unauthenticated.\"}", Duration.ZERO);
          }
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.add(new Seen(exchange.getRequestMethod(), path, authorization, body));
          try (exchange) {
            Thread.sleep(now.delay());
            var bytes = now.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  public static GatewayClient client() {
    return client(Clock.systemUTC());
  }

  public static GatewayClient client(Clock clock) {
    var meters = new SimpleMeterRegistry();
    var calls = new GatewayCalls(new GatewayHttp(), new AccessTokens(clock), meters, clock);
    return new GatewayClient(calls, meters, clock);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void answers(int status, String body) {
    script = new Script(status, body, Duration.ZERO);
  }

  public void answersAfter(Duration delay, int status, String body) {
    script = new Script(status, body, delay);
  }

  /// How it answers logins, which get a token unless it is told otherwise.
  public void answersLogin(int status, String body) {
    login = new Script(status, body, Duration.ZERO);
  }

  public void answersLoginAfter(Duration delay) {
    login = new Script(login.status(), login.body(), delay);
  }

  public void refusesToken(String token) {
    refused = "Bearer " + token;
  }

  /// The requests but logins, oldest first.
  public List<Seen> seen() {
    return seen.stream().filter(request -> !request.path().endsWith(LOGIN)).toList();
  }

  public List<Seen> logins() {
    return seen.stream().filter(request -> request.path().endsWith(LOGIN)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
