package elysia.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.db.DatabaseUrl;
import elysia.db.Sql;
import elysia.db.migration.Migrator;
import elysia.localstack.Database;
import elysia.localstack.TestStack;
import elysia.runtime.Deployable;
import elysia.runtime.RunningDeployable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A running panel with its own database and broker.
public final class TestPanel implements AutoCloseable {
  static final String ADMIN = "test-admin-token-0123456789";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Database database = TestStack.postgres().newDatabase();
  private final Map<String, String> variables;
  private final RunningDeployable panel;

  /// @param more further environment variables
  public TestPanel(Map<String, String> more) {
    new Migrator(DatabaseUrl.parse(database.url())).migrate();
    var environment = new HashMap<>(more);
    environment.put("DATABASE_URL", database.url());
    environment.put("RABBITMQ_URL", TestStack.rabbit().newVhost().amqpUrl().toString());
    environment.put("ELYSIA_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.put("ADMIN_API_TOKEN", ADMIN);
    environment.put("PANEL_PORT", "0");
    variables = Map.copyOf(environment);
    panel = start(variables);
  }

  /// Another panel of any environment.
  static RunningDeployable start(Map<String, String> environment) {
    return new Deployable("panel", "PANEL_PORT", 8090).start(environment);
  }

  /// All that this one was started with.
  Map<String, String> variables() {
    return variables;
  }

  /// The first column of a statement's first row as text, empty without a row.
  String text(String statement) {
    try (var connection = database.connect();
        var execution = connection.createStatement();
        var rows = execution.executeQuery(statement)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Sql sql() {
    return panel.context().getBean(Sql.class);
  }

  /// What the operator's commands need to find it.
  public Map<String, String> environment() {
    var port = Integer.toString(URI.create(panel.baseUrl()).getPort());
    return Map.of("PANEL_PORT", port, "ADMIN_API_TOKEN", ADMIN);
  }

  /// An answer with its JSON.
  record Answer(int status, JsonNode body) {}

  /// As it is read from an answer.
  static JsonNode json(Object body) {
    try {
      return JSON.readTree(JSON.writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody(), "application/json");
  }

  Answer send(String method, String path, Object body) {
    var json = JSON.valueToTree(body).toString();
    return send(method, path, BodyPublishers.ofString(json), "application/json");
  }

  Answer upload(String path, byte[] content) {
    return send("POST", path, BodyPublishers.ofByteArray(content), "image/jpeg");
  }

  Answer send(String method, String path, BodyPublisher body, String contentType) {
    var response = request(method, path, body, contentType, ADMIN);
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param token null: nobody in particular asks
  HttpResponse<String> request(
      String method, String path, BodyPublisher body, String contentType, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create(panel.baseUrl() + "/api/v1" + path))
            .header("Content-Type", contentType)
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    panel.close();
  }
}
