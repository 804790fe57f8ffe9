package elysia.e2e;

import elysia.localstack.Database;
import elysia.localstack.TestStack;
import elysia.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// What the old application left behind: a database with one bot, and buttons in people's chats.
final class OldApplication {
  static final String BOT = "old_vip_bot";
  static final String TOKEN = "700000077:SANDBOX-old-token-opens-nothing-077";

  private OldApplication() {}

  /// A new database as it was before our first migration.
  static Database database() {
    var database = TestStack.postgres().newDatabase();
    execute(database, resource("old-application.sql"));
    return database;
  }

  /// Sends a message with one button, as the old application did.
  static void send(SandboxServer telegram, long person, String label, String data) {
    var message =
        """
        {"chat_id":%d,"text":"Oferta antiga","reply_markup":{"inline_keyboard":[[
          {"text":"%s","callback_data":"%s"}]]}}"""
            .formatted(person, label, data);
    var request =
        HttpRequest.newBuilder(URI.create(telegram.telegramUrl() + "/bot" + TOKEN + "/sendMessage"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the old message was refused: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void execute(Database database, String statements) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (var stream = OldApplication.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
