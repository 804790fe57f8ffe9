package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.people.People;
import elysia.db.sends.Deliveries;
import elysia.db.sends.Purchase;
import elysia.messages.content.ButtonData;
import elysia.messages.sending.Once;
import elysia.model.PaymentId;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Decides what a press means, in one transaction. What is no button of this bot, or names another
/// person's payment, shows what the bot sells now.
@Singleton
final class Presses {
  private final Once once;
  private final People people;
  private final Orders orders;
  private final Deliveries deliveries;
  private final PaymentQuestions questions;

  Presses(
      Once once, People people, Orders orders, Deliveries deliveries, PaymentQuestions questions) {
    this.once = once;
    this.people = people;
    this.orders = orders;
    this.deliveries = deliveries;
    this.questions = questions;
  }

  /// Records the press unless an earlier delivery did.
  void record(Press press, Bot bot) {
    once.run(ReplyHandler.CONSUMER, press.messageId(), () -> recordFirst(press, bot));
  }

  private void recordFirst(Press press, Bot bot) {
    var user = people.seen(bot, press.person(), null);
    switch (press.button()) {
      case ButtonData.Buy(var code) -> orders.buy(press, bot, user, code);
      case ButtonData.LegacyPlan plan -> orders.buy(press, bot, user, plan);
      case ButtonData.CheckPayment(var payment) ->
          own(payment, press, bot)
              .ifPresentOrElse(
                  purchase -> questions.check(press, user, purchase),
                  () -> orders.show(press, bot));
      case ButtonData.ShowQr(var payment) ->
          own(payment, press, bot)
              .ifPresentOrElse(
                  purchase -> questions.showQr(press, user, purchase),
                  () -> orders.show(press, bot));
      case ButtonData.Unknown _ -> orders.show(press, bot);
    }
  }

  /// The payment, if it is this person's with this bot.
  private Optional<Purchase> own(PaymentId payment, Press press, Bot bot) {
    return deliveries
        .find(payment)
        .filter(found -> found.bot().id().equals(bot.id()))
        .filter(found -> found.buyer().equals(press.person().id()));
  }
}
