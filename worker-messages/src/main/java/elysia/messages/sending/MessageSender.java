package elysia.messages.sending;

import elysia.db.bots.Bot;
import elysia.messages.content.PlainText;
import elysia.messages.content.WithoutFiles;
import elysia.messages.media.Attachments;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.SendOutcome;
import elysia.messages.telegram.Telegram;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramFailure;
import elysia.messaging.Permit;
import elysia.model.BotId;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends one planned call with its files. Where Telegram certainly took nothing and we know a
/// remedy it is sent once more: without formatting (L6), with the bytes in place of a file id (L9),
/// or without the file that nobody has.
@Singleton
public final class MessageSender {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

  private final Telegram telegram;
  private final Attachments attachments;

  /// One upload of a bot at a time: while a new greeting's first reader uploads its video, a
  /// thousand others wait for the file id instead of uploading it too, which Telegram would
  /// throttle.
  private final Turns<BotId> uploads = new Turns<>();

  MessageSender(Telegram telegram, Attachments attachments) {
    this.telegram = telegram;
    this.attachments = attachments;
  }

  /// @param permit for a call to Telegram; it comes back as it went
  public SendOutcome send(Bot bot, BotToken token, TelegramCall call, Permit permit)
      throws InterruptedException {
    return switch (once(bot, token, call, permit)) {
      case TelegramFailure.Unparsable unparsable -> {
        log(bot, call, unparsable);
        yield once(bot, token, PlainText.of(call), permit);
      }
      case TelegramFailure.WrongFile wrong -> {
        if (!attachments.refused(bot, token, call.attachments(), wrong.description())) {
          yield rest(bot, token, call, permit, wrong);
        }
        log(bot, call, wrong);
        var outcome = once(bot, token, call, permit);
        yield outcome instanceof TelegramFailure.MissingFile missing
            ? rest(bot, token, call, permit, missing)
            : outcome;
      }
      case TelegramFailure.MissingFile missing -> rest(bot, token, call, permit, missing);
      case SendOutcome outcome -> outcome;
    };
  }

  /// Sends what is left of a call whose files cannot be had. Of an album that was refused nobody
  /// says which file it was.
  private SendOutcome rest(
      Bot bot, BotToken token, TelegramCall call, Permit permit, TelegramFailure failure)
      throws InterruptedException {
    var missing = attachments.files(bot, token, call.attachments()).missing();
    var lost = call.attachments().size() == 1 ? call.attachments() : missing;
    var rest = WithoutFiles.of(call, lost);
    if (rest.isEmpty()) {
      return failure;
    }
    log(bot, call, failure);
    return send(bot, token, rest.get(), permit);
  }

  private SendOutcome once(Bot bot, BotToken token, TelegramCall call, Permit permit)
      throws InterruptedException {
    if (call.attachments().isEmpty()) {
      return telegram.send(token, call);
    }
    var files = attachments.files(bot, token, call.attachments());
    if (!files.uploadsMedia()) {
      return telegram.send(token, call, files.inOrder());
    }
    permit.stepOut();
    // who waited here finds the ids that the one before got
    return uploads.in(
        bot.id(),
        () -> {
          permit.stepIn();
          var now = attachments.files(bot, token, call.attachments());
          var outcome = telegram.send(token, call, now.inOrder());
          if (outcome instanceof SendOutcome.Sent(var messages)) {
            attachments.learn(bot, token, now, messages);
          }
          return outcome;
        });
  }

  private static void log(Bot bot, TelegramCall call, TelegramFailure failure) {
    LOG.atWarn()
        .addKeyValue("bot", bot.slug())
        .addKeyValue("user", call.body().get("chat_id"))
        .log("[BOT] Mensagem para {} refeita: {}", call.body().get("chat_id"), failure.words());
  }
}
