package elysia.sandbox.phone;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import elysia.sandbox.telegram.Person;
import elysia.sandbox.telegram.Telegram;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import java.util.NoSuchElementException;

/// A buyer's phone over HTTP. `bot` is a username, `person` an id.
@Controller("/api/phone")
final class PhoneController {
  private final Telegram telegram;

  PhoneController(Telegram telegram) {
    this.telegram = telegram;
  }

  @Get("/bots")
  HttpResponse<byte[]> bots() {
    var body = Json.object();
    body.set("items", Json.MAPPER.valueToTree(telegram.bots()));
    return Answer.ok(body).toHttp();
  }

  @Post("/bots")
  HttpResponse<byte[]> register(@Body byte[] body) {
    var bot = Json.parse(body);
    telegram.register(
        bot.path("token").asText(), bot.path("username").asText(), bot.path("name").asText());
    return bots();
  }

  /// With an `id` the person is that one, new or renamed; else a new one.
  @Post("/people")
  HttpResponse<byte[]> join(@Body byte[] body) {
    var wanted = Json.parse(body);
    var name = wanted.path("firstName").asText();
    Person person =
        wanted.path("id").isIntegralNumber()
            ? telegram.join(wanted.path("id").longValue(), name)
            : telegram.join(name);
    return Answer.ok(Json.MAPPER.valueToTree(person)).toHttp();
  }

  @Post("/audience")
  HttpResponse<byte[]> admit(@Body byte[] body) {
    var audience = Json.parse(body);
    telegram.admit(
        audience.path("bot").asText(),
        audience.path("first").asLong(),
        audience.path("count").asLong());
    return done();
  }

  /// The chat, or only its version where that is still `version`.
  @Get("/chats/{bot}/{person}")
  HttpResponse<byte[]> chat(
      String bot, long person, @QueryValue(defaultValue = "-1") long version) {
    var chat = telegram.chat(bot, person);
    JsonNode body =
        chat.version() == version
            ? Json.object().put("version", version).put("typing", chat.typing())
            : Json.MAPPER.valueToTree(chat);
    return Answer.ok(body).toHttp();
  }

  @Post("/chats/{bot}/{person}/messages")
  HttpResponse<byte[]> say(String bot, long person, @Body byte[] body) {
    var text = Json.parse(body).path("text").asText();
    if (text.isBlank() || text.length() > 4096) {
      throw new IllegalArgumentException("a text of 1-4096 characters expected");
    }
    telegram.say(bot, person, text);
    return done();
  }

  @Post("/chats/{bot}/{person}/press")
  HttpResponse<byte[]> press(String bot, long person, @Body byte[] body) {
    var button = Json.parse(body);
    var id =
        telegram.press(
            bot, person, button.path("messageId").asLong(), button.path("data").asText());
    return Answer.ok(Json.object().put("callbackId", id)).toHttp();
  }

  @Post("/chats/{bot}/{person}/block")
  HttpResponse<byte[]> block(String bot, long person) {
    telegram.block(bot, person);
    return done();
  }

  @Post("/chats/{bot}/{person}/unblock")
  HttpResponse<byte[]> unblock(String bot, long person) {
    telegram.unblock(bot, person);
    return done();
  }

  @Get("/media/{fileId}")
  HttpResponse<byte[]> media(String fileId) {
    var content =
        telegram
            .media(fileId)
            .orElseThrow(() -> new NoSuchElementException("no content for this file id"));
    return HttpResponse.ok(content).header("Content-Type", Telegram.contentType(content));
  }

  private static HttpResponse<byte[]> done() {
    return Answer.ok(Json.object().put("done", true)).toHttp();
  }
}
