package elysia.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.Json;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;

/// A bot that sends a buyer whatever a test wants to see on the page: it calls the sandbox's
/// Telegram as any program would. A pressed button is answered with its own data as the text, as an
/// alert where it ends in an exclamation mark.
final class PageBot implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BOUNDARY = "page-bot";

  private final SandboxServer sandbox;
  private final long id;
  private final HttpServer webhook;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  /// A file to upload, under the name by which the call refers to it.
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record File(String part, String name, byte[] content) {}

  /// A PIX charge of a gateway.
  record Charge(String id, String code) {}

  private PageBot(SandboxServer sandbox, long id, HttpServer webhook) {
    this.sandbox = sandbox;
    this.id = id;
    this.webhook = webhook;
  }

  static PageBot start(SandboxServer sandbox, long id, String name) throws IOException {
    var webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var bot = new PageBot(sandbox, id, webhook);
    sandbox.telegram().register(token(id), bot.username(), name);
    webhook.createContext("/", bot::receive);
    webhook.start();
    bot.call("setWebhook", "{\"url\":\"%s\"}".formatted(bot.address()));
    return bot;
  }

  private String address() {
    return "http://127.0.0.1:%d/".formatted(webhook.getAddress().getPort());
  }

  static String token(long id) {
    return id + ":page-test-token-of-35-letters-and-o";
  }

  String username() {
    return "page_" + id + "_bot";
  }

  private void receive(HttpExchange update) throws IOException {
    try (update) {
      var body = update.getRequestBody().readAllBytes();
      told.add(new String(body, UTF_8));
      var press = Json.parse(body).path("callback_query");
      if (!press.isMissingNode()) {
        var text = press.path("data").asText();
        call(
            "answerCallbackQuery",
            "{\"callback_query_id\":\"%s\",\"text\":\"%s\",\"show_alert\":%s}"
                .formatted(press.path("id").asText(), text, text.endsWith("!")));
      }
      update.sendResponseHeaders(200, -1);
    }
  }

  /// A charge of R$ 19,90 whose webhooks come here.
  Charge charge(String gateway) {
    if (gateway.equals("PushinPay")) {
      var url = URI.create(sandbox.pushinPayUrl() + "/pix/cashIn");
      var made =
          post(url, "1|pageTestTokenOfPushinPay000000", "{\"value\":1990,\"webhook_url\":\"%s\"}");
      return new Charge(made.path("id").asText(), made.path("qr_code").asText());
    }
    var api = sandbox.syncPayUrl() + "/api/partner/v1";
    var login = "{\"client_id\":\"page-test-client\",\"client_secret\":\"page-test-secret\"}";
    var token = post(URI.create(api + "/auth-token"), "", login).path("access_token").asText();
    var made =
        post(URI.create(api + "/cash-in"), token, "{\"amount\":19.90,\"webhook_url\":\"%s\"}");
    return new Charge(made.path("identifier").asText(), made.path("pix_code").asText());
  }

  private JsonNode post(URI url, String token, String body) {
    return send(
        HttpRequest.newBuilder(url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body.formatted(address()))));
  }

  /// How many webhooks came about a charge.
  long toldOf(Charge charge) {
    var id = charge.id().toLowerCase(Locale.ROOT);
    return told.stream().filter(body -> body.toLowerCase(Locale.ROOT).contains(id)).count();
  }

  /// Calls a method with these fields, and returns its result.
  JsonNode call(String method, String json) {
    return send(method, "application/json", json.getBytes(UTF_8));
  }

  /// Calls a method with files; `fields` is a JSON object whose values become the form's fields.
  JsonNode upload(String method, String fields, List<File> files) {
    var body = new ByteArrayOutputStream();
    Json.parse(fields.getBytes(UTF_8))
        .properties()
        .forEach(
            field -> part(body, "name=\"%s\"".formatted(field.getKey()), bytes(field.getValue())));
    files.forEach(
        file ->
            part(
                body,
                "name=\"%s\"; filename=\"%s\"".formatted(file.part(), file.name()),
                file.content()));
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return send(method, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  private static byte[] bytes(JsonNode value) {
    return (value.isTextual() ? value.asText() : value.toString()).getBytes(UTF_8);
  }

  private static void part(ByteArrayOutputStream body, String name, byte[] content) {
    var head = "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(BOUNDARY, name);
    body.writeBytes(head.getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }

  private JsonNode send(String method, String type, byte[] body) {
    var url = URI.create(sandbox.telegramUrl() + "/bot" + token(id) + "/" + method);
    var request = HttpRequest.newBuilder(url).header("Content-Type", type);
    return send(request.POST(BodyPublishers.ofByteArray(body))).path("result");
  }

  private static JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      var json = Json.parse(answer.body());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.uri().getPath() + " answered " + json);
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A picture in one colour, png or gif.
  static byte[] picture(Color colour, String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var paint = image.createGraphics();
    paint.setColor(colour);
    paint.fillRect(0, 0, width, height);
    paint.dispose();
    var file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  @Override
  public void close() {
    webhook.stop(0);
  }
}
