package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.messages.content.ButtonData;
import elysia.messages.content.Buttons;
import elysia.messages.sending.GroupSender;
import elysia.messages.sending.Lanes;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.Tokens;
import elysia.messages.update.Update;
import elysia.messaging.DeliveryContext;
import elysia.messaging.Settlement;
import jakarta.inject.Singleton;

/// What a pressed button sets off: its clock is stopped beside all else, then it is recorded, then
/// answered where it was no order.
@Singleton
final class PressFlow {
  private static final String CHECKING = "Consultando o seu pagamento…";

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
    var button = Buttons.read(query.data() == null ? "" : query.data());
    answers.answer(tokens.open(bot), answer(query.id(), button));
    var press =
        new Press(
            updateId,
            context.messageId(),
            query.from().profile(),
            button,
            query.label(),
            context.publishedAt());
    return lanes.in(
        bot.id(),
        press.person().id(),
        () -> {
          presses.record(press, bot);
          return sender.send(bot, press.group(bot), context);
        });
  }

  private static TelegramCall answer(String queryId, ButtonData button) {
    return button instanceof ButtonData.CheckPayment
        ? TelegramCall.answerCallbackQuery(queryId, CHECKING)
        : TelegramCall.answerCallbackQuery(queryId);
  }
}
