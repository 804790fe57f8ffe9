package elysia.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import elysia.bench.DemoSystem;
import elysia.localstack.LocalElysia;
import elysia.sandbox.SandboxServer;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A buyer before the whole system: the deployables as processes, the outside world in the sandbox.
final class Play implements AutoCloseable {
  static final String BOT = DemoSystem.BOT;
  static final String BROWSER =
      "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile";
  static final String BROWSER_IP = "2001:db8::77";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern PIX_CODE = Pattern.compile("000201\\S+( \\S+)*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DemoSystem system;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  private Play(DemoSystem system) {
    this.system = system;
    this.secret = system.webhookSecret();
  }

  static Play open() throws IOException, InterruptedException {
    return new Play(DemoSystem.start());
  }

  /// One for all tests that leave it as they found it; it ends with the JVM. Its database is the
  /// old application's, so that whatever sells there sells on an adopted one too.
  static Play shared() {
    return Shared.PLAY;
  }

  private static final class Shared {
    private static final Play PLAY = started();

    private static Play started() {
      try {
        var play = new Play(DemoSystem.on(OldApplication.database()));
        Runtime.getRuntime().addShutdownHook(new Thread(play::close));
        return play;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  LocalElysia elysia() {
    return system.elysia();
  }

  SandboxServer sandbox() {
    return system.sandbox();
  }

  /// Clicks the ad as a browser does and returns where it is sent.
  URI clickAd(String query) {
    var request =
        HttpRequest.newBuilder(elysia().ingress().resolve("/go/demo?" + query))
            .header("User-Agent", BROWSER)
            .header("X-Forwarded-For", BROWSER_IP)
            .header("Cookie", "_fbp=fb.1.1763800000000.1116446470")
            .build();
    return URI.create(send(request).headers().firstValue("Location").orElseThrow());
  }

  /// Sends /start, with a token or without, and waits for the message with the plans.
  JsonNode start(long person, String text) {
    sandbox().telegram().join(person, "Ana");
    sandbox().telegram().say(BOT, person, text);
    return await(person, message -> message.path("reply_markup").toString().contains("buy:"));
  }

  /// Presses the first plan and waits for the PIX code.
  String buy(long person, JsonNode offer) {
    sandbox()
        .telegram()
        .press(
            BOT,
            person,
            offer.path("message_id").asLong(),
            offer.at("/reply_markup/inline_keyboard/0/0/callback_data").asText());
    return pixCode(await(person, Play::isPix));
  }

  static boolean isPix(JsonNode message) {
    return message.path("text").asText().contains("000201");
  }

  static String pixCode(JsonNode message) {
    return PIX_CODE
        .matcher(message.path("text").asText())
        .results()
        .findFirst()
        .orElseThrow()
        .group();
  }

  /// Sends an update as Telegram does and returns the answer's status.
  int update(String json) {
    return update(BOT, secret, json);
  }

  int update(String bot, String withSecret, String json) {
    return post(
        elysia().ingress().resolve("/tg/" + bot + "/webhook"),
        json,
        "X-Telegram-Bot-Api-Secret-Token",
        withSecret);
  }

  /// Reports a payment as a gateway does and returns the answer's status.
  int webhook(URI url, String json) {
    return post(url, json, "Content-Type", "application/json");
  }

  private int post(URI url, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(url)
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request).statusCode();
  }

  /// What a deployable shows to Prometheus.
  String prometheus(String deployable) {
    var url = elysia().process(deployable).baseUrl().resolve("/prometheus");
    return send(HttpRequest.newBuilder(url).build()).body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Waits until all queues have stayed empty for longer than the broker's counts are old.
  void awaitQuiet() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .during(Duration.ofSeconds(7))
        .until(() -> waitingMessages() == 0);
  }

  private long waitingMessages() throws IOException {
    var broker = elysia().broker();
    var login = (broker.user() + ":" + broker.password()).getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(broker.managementUrl() + "/api/queues/" + broker.vhost()))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .build();
    var queues = JSON.readTree(send(request).body());
    return queues.valueStream().mapToLong(queue -> queue.path("messages").asLong()).sum();
  }

  /// Waits for a message of the bot to this person.
  JsonNode await(long person, java.util.function.Predicate<JsonNode> wanted) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                sandbox().telegram().chat(BOT, person).fromBot().stream()
                    .filter(wanted)
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /// The messages of the bot to this person that hold this text.
  long messagesWith(long person, String text) {
    return sandbox().telegram().chat(BOT, person).fromBot().stream()
        .filter(message -> message.path("text").asText().contains(text))
        .count();
  }

  /// The accepted events of this name at Meta.
  List<JsonNode> metaEvents(String name) {
    return sandbox().calls().to(Service.META).stream()
        .filter(Call::accepted)
        .flatMap(call -> call.requestJson().path("data").valueStream())
        .filter(event -> event.path("event_name").asText().equals(name))
        .toList();
  }

  /// The accepted orders in this status at UTMify.
  List<JsonNode> orders(String status) {
    return sandbox().calls().to(Service.UTMIFY).stream()
        .filter(Call::accepted)
        .map(Call::requestJson)
        .filter(order -> order.path("status").asText().equals(status))
        .toList();
  }

  /// Today's numbers of the demo bot.
  JsonNode metrics() throws IOException {
    var request =
        HttpRequest.newBuilder(elysia().ingress().resolve("/api/metrics"))
            .header("Authorization", "Bearer " + elysia().adminToken())
            .build();
    return JSON.readTree(send(request).body())
        .path("days")
        .valueStream()
        .filter(day -> day.path("botSlug").asText().equals(BOT))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    system.close();
  }
}
