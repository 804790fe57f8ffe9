package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.messages.sending.GroupSender;
import elysia.messages.sending.Lanes;
import elysia.messages.telegram.Tokens;
import elysia.messages.update.Update;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;

/// What a pressed button sets off: its clock is stopped beside all else, then it is recorded, then
/// answered where it was no order.
@Singleton
final class PressFlow {
  private final CallbackAnswers answers;
  private final Tokens tokens;
  private final Lanes lanes;
  private final Presses presses;
  private final GroupSender sender;

  PressFlow(
      CallbackAnswers answers, Tokens tokens, Lanes lanes, Presses presses, GroupSender sender) {
    this.answers = answers;
    this.tokens = tokens;
    this.lanes = lanes;
    this.presses = presses;
    this.sender = sender;
  }

  Settlement run(Update.CallbackQuery query, long updateId, Bot bot, DeliveryContext context)
      throws InterruptedException {
    answers.answer(tokens.open(bot), query.id());
    var data = query.data() == null ? "" : query.data();
    var press =
        new Press(
            updateId, context.messageId(), query.from().profile(), data, context.publishedAt());
    return lanes.in(
        bot.id(),
        press.person().id(),
        () -> {
          presses.record(press, bot);
          return sender.send(bot, press.group(bot), context);
        });
  }
}
