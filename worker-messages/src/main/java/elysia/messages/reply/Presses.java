package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.offers.Offer;
import elysia.db.offers.Offers;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.people.People;
import elysia.db.sends.Sends;
import elysia.messages.content.Html;
import elysia.messages.content.Plans;
import elysia.messages.sending.Once;
import elysia.messages.telegram.TelegramCall;
import elysia.model.BotUserId;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a press into an order, or into what the bot sells now when no offer of this bot is behind
/// it. The price comes from the offer's row alone (L57).
@Singleton
final class Presses {
  private static final Logger LOG = LoggerFactory.getLogger(Presses.class);
  private static final String GONE = "Esta opção não está mais disponível.";
  private static final String CHOOSE_AGAIN = GONE + " Escolha uma das opções abaixo:";

  private final Once once;
  private final People people;
  private final Offers offers;
  private final Sends sends;
  private final Outbox outbox;

  Presses(Once once, People people, Offers offers, Sends sends, Outbox outbox) {
    this.once = once;
    this.people = people;
    this.offers = offers;
    this.sends = sends;
    this.outbox = outbox;
  }

  /// Records the press unless an earlier delivery did.
  void record(Press press, Bot bot) {
    once.run(ReplyHandler.CONSUMER, press.messageId(), () -> recordFirst(press, bot));
  }

  private void recordFirst(Press press, Bot bot) {
    var user = people.seen(bot, press.person(), null);
    Plans.code(press.data())
        .flatMap(code -> offers.byCode(bot.id(), code))
        .ifPresentOrElse(offer -> order(press, bot, user, offer), () -> showOffers(press, bot));
  }

  private void order(Press press, Bot bot, BotUserId user, Offer offer) {
    outbox.add(
        new OutboxMessage(
            WorkQueue.PAYMENTS_CHARGE.command(),
            "charge:" + press.messageId(),
            "charge",
            new ChargeCommand(press.messageId(), bot.id(), user, offer.id(), press.at())));
    LOG.atInfo()
        .addKeyValue("bot", bot.slug())
        .addKeyValue("user", press.person().id())
        .log(
            "[BOT][COMPRA] {} escolheu {} por {}",
            press.person().id(),
            offer.name(),
            offer.price().display());
  }

  private void showOffers(Press press, Bot bot) {
    var current = offers.onStart(bot.id());
    var call =
        TelegramCall.sendMessage(
            press.person().id(),
            Html.escape(current.isEmpty() ? GONE : CHOOSE_AGAIN),
            Plans.keyboard(current));
    sends.plan(press.group(bot), List.of(call.json()));
  }
}
