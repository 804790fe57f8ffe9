package elysia.messages.reply;

import elysia.db.bots.Bot;
import elysia.db.offers.Offer;
import elysia.db.offers.Offers;
import elysia.db.outbox.Outbox;
import elysia.db.outbox.OutboxMessage;
import elysia.db.sends.Sends;
import elysia.messages.content.ButtonData;
import elysia.messages.content.Html;
import elysia.messages.content.Plans;
import elysia.messages.telegram.TelegramCall;
import elysia.model.BotUserId;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.WorkQueue;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns a press into an order, or into what the bot sells now when no offer of this bot is behind
/// it. The price comes from the offer's row alone (L57).
@Singleton
final class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final String GONE = "Esta opção não está mais disponível.";
  private static final String CHOOSE_AGAIN = GONE + " Escolha uma das opções abaixo:";

  private final Offers offers;
  private final Sends sends;
  private final Outbox outbox;

  Orders(Offers offers, Sends sends, Outbox outbox) {
    this.offers = offers;
    this.sends = sends;
    this.outbox = outbox;
  }

  void buy(Press press, Bot bot, BotUserId user, String code) {
    orderOrShow(press, bot, user, offers.byCode(bot.id(), code));
  }

  /// A button of the old application sells its frozen plan at the price it shows, or asks again.
  void buy(Press press, Bot bot, BotUserId user, ButtonData.LegacyPlan plan) {
    var offer =
        plan.bot().equals(bot.id())
            ? offers.byLegacyPlan(bot.id(), plan.kind(), plan.slug(), plan.plan())
            : Optional.<Offer>empty();
    orderOrShow(press, bot, user, offer.filter(found -> keepsPromise(found, press.label())));
  }

  /// A label without a price promises none: names can be long enough to push it out.
  private static boolean keepsPromise(Offer offer, @Nullable String label) {
    return Optional.ofNullable(label).flatMap(Plans::price).map(offer.price()::equals).orElse(true);
  }

  private void orderOrShow(Press press, Bot bot, BotUserId user, Optional<Offer> offer) {
    offer.ifPresentOrElse(found -> order(press, bot, user, found), () -> show(press, bot));
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

  /// What the bot sells now.
  void show(Press press, Bot bot) {
    var current = offers.onStart(bot.id());
    var call =
        TelegramCall.sendMessage(
            press.person().id(),
            Html.escape(current.isEmpty() ? GONE : CHOOSE_AGAIN),
            Plans.keyboard(current));
    sends.plan(press.group(bot), List.of(call.json()));
  }
}
