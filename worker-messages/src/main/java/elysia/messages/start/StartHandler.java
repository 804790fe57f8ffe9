package elysia.messages.start;

import elysia.db.bots.Bots;
import elysia.messages.sending.GroupSender;
import elysia.messages.sending.Lanes;
import elysia.messages.update.StartCommand;
import elysia.messages.update.Update;
import elysia.messages.update.UpdateSource;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers /start: records it once, then sends what is left of its greeting. A redelivery goes on
/// where the crash was (L2).
@Singleton
public final class StartHandler implements MessageHandler<Update> {
  private static final Logger LOG = LoggerFactory.getLogger(StartHandler.class);

  private final Bots bots;
  private final Lanes lanes;
  private final Starts starts;
  private final GroupSender sender;

  StartHandler(Bots bots, Lanes lanes, Starts starts, GroupSender sender) {
    this.bots = bots;
    this.lanes = lanes;
    this.starts = starts;
    this.sender = sender;
  }

  @Override
  public Settlement handle(Update update, DeliveryContext context) throws InterruptedException {
    var start = start(update, context);
    if (start.isEmpty()) {
      return new Settlement.Done(); // a group's chat, or no /start after all
    }
    var bot = UpdateSource.bot(context);
    return lanes.in(bot, start.get().person().id(), () -> answer(start.get(), context));
  }

  private Settlement answer(Start start, DeliveryContext context) throws InterruptedException {
    var page =
        bots.startPage(UpdateSource.bot(context))
            .filter(found -> found.bot().serves())
            .orElse(null);
    if (page == null) {
      LOG.atInfo()
          .addKeyValue("bot", UpdateSource.bot(context))
          .addKeyValue("user", start.person().id())
          .log("[BOT][START] Bot parado: nada enviado para {}", start.person().id());
      return new Settlement.Done();
    }
    starts.record(start, page);
    return sender.send(page.bot(), start.group(page.bot()), context);
  }

  private static Optional<Start> start(Update update, DeliveryContext context) {
    var message = update.message();
    if (message == null || message.from() == null || !message.chat().isPrivate()) {
      return Optional.empty();
    }
    var person = message.from().profile();
    return Optional.ofNullable(message.text())
        .flatMap(StartCommand::parse)
        .map(
            command ->
                new Start(
                    update.updateId(), context.messageId(), person, command.token(), message.at()));
  }
}
