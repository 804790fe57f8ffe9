package elysia.messages.deliver;

import elysia.db.bots.Bots;
import elysia.db.sends.Deliveries;
import elysia.db.sends.Purchase;
import elysia.db.sends.SendGroup;
import elysia.db.sends.Sends;
import elysia.messages.content.Html;
import elysia.messages.sending.Once;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.model.wire.DeliverCommand;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans, once per command, the messages to the buyer of a payment.
@Singleton
final class DeliveryPlans {
  private static final String CONSUMER = "messages.deliver";
  private static final String DELIVERY_MESSAGE = "delivery";
  private static final String APOLOGY =
      "Não conseguimos gerar o seu PIX agora. Espere um pouco e toque no plano de novo, por favor.";

  private final Once once;
  private final Bots bots;
  private final Sends sends;
  private final Deliveries deliveries;
  private final DeliveryBook book;

  DeliveryPlans(Once once, Bots bots, Sends sends, Deliveries deliveries, DeliveryBook book) {
    this.once = once;
    this.bots = bots;
    this.sends = sends;
    this.deliveries = deliveries;
    this.book = book;
  }

  void plan(DeliverCommand command, Purchase purchase, SendGroup group) {
    once.run(
        CONSUMER,
        command.key(),
        () -> {
          var calls =
              switch (command.what()) {
                case PIX -> List.of(PixMessage.plan(purchase, pixCode(purchase)));
                case QR -> List.of(PixMessage.qr(purchase, pixCode(purchase)));
                case CHARGE_FAILED -> List.of(apology(purchase));
                case PRODUCT -> product(purchase);
                case STATE ->
                    List.of(StateMessage.plan(purchase, deliveries.state(purchase.payment())));
              };
          sends.plan(group, calls.stream().map(TelegramCall::json).toList());
        });
  }

  private List<TelegramCall> product(Purchase purchase) {
    return Stream.of(
            Optional.ofNullable(purchase.delivery()),
            bots.content(purchase.bot().id(), DELIVERY_MESSAGE))
        .flatMap(Optional::stream)
        .map(content -> ProductMessages.plan(purchase, content))
        .filter(calls -> !calls.isEmpty())
        .findFirst()
        .orElseGet(() -> unconfigured(purchase));
  }

  private List<TelegramCall> unconfigured(Purchase purchase) {
    book.unconfigured(purchase);
    return ProductMessages.confirmation(purchase);
  }

  private static TelegramCall apology(Purchase purchase) {
    return TelegramCall.sendMessage(purchase.buyer(), Html.escape(APOLOGY), Keyboard.NONE);
  }

  private static String pixCode(Purchase purchase) {
    var code = purchase.pixCode();
    if (code == null) {
      throw new IllegalStateException(
          "a PIX code expected, payment " + purchase.payment() + " has none");
    }
    return code;
  }
}
