package elysia.messages;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.Sql;
import elysia.messages.telegram.Attachment;
import elysia.model.BotId;
import elysia.model.MediaKind;
import elysia.model.OfferId;
import elysia.model.PaymentId;
import elysia.runtime.media.MediaStore;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Service;
import elysia.sandbox.telegram.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// A bot in the database and at the sandbox's Telegram.
public record TestBot(Stage stage, BotId id, String slug, String token) {
  public static final String PIX_CODE =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR6304ABCD";

  /// @param content JSON
  public TestBot message(String messageSlug, String content) {
    stage
        .sql()
        .update(
            "insert into bot_messages (bot_id, slug, content) values (?, ?, ?)",
            id,
            messageSlug,
            new Sql.Json(content));
    return this;
  }

  /// An offer on the bot's /start.
  public TestOffer offer(String name, long cents) {
    var code = UUID.randomUUID().toString().replace("-", "");
    var offer =
        stage
            .sql()
            .one(
                """
                insert into offers (organization_id, bot_id, code, source_kind, source_slug, plan_key, position, name, price_cents)
                values (1, ?, ?, 'start', 'start', ?, (select count(*) from offers where bot_id = ?), ?, ?)
                returning id
                """,
                row -> new OfferId(row.id("id")),
                id,
                code,
                code,
                id,
                name,
                cents)
            .orElseThrow();
    return new TestOffer(offer, code);
  }

  /// Content in the organization's store that nobody has uploaded to Telegram yet.
  public Attachment.Media media(MediaKind kind, byte[] content) {
    var sha256 = sha256(content);
    var key = "1/" + sha256;
    try {
      var file = Files.write(Files.createTempFile("media", null), content);
      stage.bean(MediaStore.class).put(key, file, "application/octet-stream");
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stage
        .sql()
        .update(
            """
            insert into media_objects (organization_id, sha256, storage_key, bytes, mime, file_name)
            values (1, ?, ?, ?, 'application/octet-stream', 'arquivo')
            """,
            sha256,
            key,
            (long) content.length);
    return new Attachment.Media(kind, sha256);
  }

  /// A picture like no other.
  public Attachment.Media photo() {
    return media(MediaKind.PHOTO, TestFiles.picture());
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public record TestOffer(OfferId id, String code) {}

  /// A PIX of this person, with its code, charged at an account of ours.
  public PaymentId payment(Person person, TestOffer offer, String status) {
    stage
        .sql()
        .update(
            """
            insert into bot_users (bot_id, telegram_id, first_name) values (?, ?, ?)
            on conflict (bot_id, telegram_id) do nothing
            """,
            id,
            person.id(),
            person.firstName());
    return stage
        .sql()
        .one(
            """
            insert into payments (transaction_id, provider, status, amount_cents, bot_id, bot_user_id, telegram_id,
              offer_id, plan_name, pix_copy_paste, buyer_notice, expires_at, gateway_account_id, paid_at)
            select 'BOT' || gen_random_uuid(), 'pushinpay', ?::text, 1990, bot_id, id, telegram_id, ?, 'Mensal', ?,
              'Leia os termos.', '2026-11-22T18:30:00Z', 1,
              case when ? in ('paid', 'refunded', 'disputed') then now() end
            from bot_users where bot_id = ? and telegram_id = ?
            returning id
            """,
            row -> new PaymentId(row.id("id")),
            status,
            offer.id(),
            PIX_CODE,
            status,
            id,
            person.id())
        .orElseThrow();
  }

  public void set(String column, Object value) {
    stage.sql().update("update bots set " + column + " = ? where id = ?", value, id);
  }

  /// A person who has opened the chat, without a row of ours.
  public Person person(String firstName) {
    var person = stage.sandbox().telegram().join(firstName);
    stage.sandbox().telegram().say(slug, person.id(), "/start");
    return person;
  }

  /// The pauses that Telegram asked for have come to their end.
  public void pausesEnd() {
    stage.sql().update("update bot_users set limited_until = now() where bot_id = ?", id);
    stage.sql().update("update bot_rate set paused_until = now() where bot_id = ?", id);
  }

  /// What the bot has sent to the person, as the phone shows it.
  public List<JsonNode> sentTo(Person person) {
    return stage.sandbox().telegram().chat(slug, person.id()).fromBot();
  }

  public List<String> textsTo(Person person) {
    return sentTo(person).stream().map(message -> message.path("text").asText()).toList();
  }

  /// A /start as Telegram sends it.
  public String start(long updateId, Person person, String text) {
    return """
        {"update_id":%d,"message":{"message_id":5,"date":1795000000,"text":"%s",
          "from":{"id":%d,"is_bot":false,"first_name":"%s","username":"ana","language_code":"pt-br"},
          "chat":{"id":%d,"type":"private","first_name":"%s"}}}"""
        .formatted(
            updateId, text, person.id(), person.firstName(), person.id(), person.firstName());
  }

  /// A pressed button as Telegram sends it.
  public String press(long updateId, Person person, String data) {
    return """
        {"update_id":%d,"callback_query":{"id":"query-%d","chat_instance":"-1","data":"%s",
          "from":{"id":%d,"is_bot":false,"first_name":"%s"},
          "message":{"message_id":55,"date":0,"chat":{"id":%d,"type":"private","first_name":"%s"}}}}"""
        .formatted(
            updateId,
            updateId,
            data,
            person.id(),
            person.firstName(),
            person.id(),
            person.firstName());
  }

  /// How the presses of these updates were acknowledged.
  public List<Call> acknowledgements(Collection<Long> updates) {
    return stage.sandbox().calls().to(Service.TELEGRAM).stream()
        .filter(call -> call.path().endsWith("/answerCallbackQuery"))
        .filter(
            call ->
                updates.stream()
                    .anyMatch(
                        update ->
                            call.requestJson()
                                .path("callback_query_id")
                                .asText()
                                .equals("query-" + update)))
        .toList();
  }

  /// A block (`kicked`) or its end (`member`) as Telegram sends it.
  public String member(long updateId, Person person, String status, long date) {
    return """
        {"update_id":%d,"my_chat_member":{"date":%d,
          "chat":{"id":%d,"type":"private","first_name":"%s"},
          "from":{"id":%d,"is_bot":false,"first_name":"%s"},
          "old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"Loja"},"status":"member"},
          "new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"Loja"},"status":"%s"}}}"""
        .formatted(
            updateId,
            date,
            person.id(),
            person.firstName(),
            person.id(),
            person.firstName(),
            status);
  }

  /// One value of the person's row, as text.
  public String person(Person person, String column) {
    return stage
        .sql()
        .one(
            "select coalesce(("
                + column
                + ")::text, 'null') as value from bot_users where bot_id = ? and telegram_id = ?",
            row -> row.text("value"),
            id,
            person.id())
        .orElse("none");
  }

  /// The states of the person's messages, oldest first.
  public List<String> states(Person person) {
    return stage
        .sql()
        .query(
            "select state from sends where bot_id = ? and telegram_id = ? order by id",
            row -> row.text("state"),
            id,
            person.id());
  }

  public long count(String table, String condition) {
    return stage
        .sql()
        .one("select count(*) as n from " + table + " where " + condition, row -> row.id("n"))
        .orElseThrow();
  }
}
