package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.bots.Bots;
import elysia.messages.update.Update;
import elysia.messages.update.UpdateSource;
import elysia.messaging.DeliveryContext;
import elysia.messaging.MessageHandler;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;

/// Answers pressed buttons and records blocks, unblocks and messages.
@Singleton
public final class ReplyHandler implements MessageHandler<Update> {
  static final String CONSUMER = "messages.reply";

  private final Bots bots;
  private final PressFlow presses;
  private final Moves moves;

  ReplyHandler(Bots bots, PressFlow presses, Moves moves) {
    this.bots = bots;
    this.presses = presses;
    this.moves = moves;
  }

  @Override
  public Settlement handle(Update update, DeliveryContext context) throws InterruptedException {
    var bot = bots.find(UpdateSource.bot(context)).filter(Bot::serves).orElse(null);
    if (bot == null) {
      return new Settlement.Done(); // paused or gone: nothing is answered (L5)
    }
    if (update.callbackQuery() != null) {
      return presses.run(update.callbackQuery(), update.updateId(), bot, context);
    }
    var change = update.myChatMember();
    if (change != null && change.chat().isPrivate()) {
      moves.memberChanged(context.messageId(), change, bot);
    }
    var message = update.message();
    if (message != null && message.from() != null && message.chat().isPrivate()) {
      var interaction =
          new Moves.Interaction(update.updateId(), message.from().profile(), message.at());
      moves.interacted(context.messageId(), interaction, bot);
    }
    return new Settlement.Done(); // other kinds say nothing to us yet
  }
}
