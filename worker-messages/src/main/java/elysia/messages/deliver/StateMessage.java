package elysia.messages.deliver;

import elysia.db.sends.DeliveryState;
import elysia.db.sends.Purchase;
import elysia.messages.content.Buttons;
import elysia.messages.content.Html;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import java.util.List;
import java.util.Optional;

/// The answer to "I have paid": where the payment stands, and what the buyer can do now.
final class StateMessage {
  private static final String MAKING = "Seu PIX está sendo gerado e chega aqui em instantes.";
  private static final String WAITING =
      "Ainda não recebemos a confirmação do seu pagamento. Assim que ele cair, você recebe tudo aqui,"
          + " sem precisar fazer nada.";
  private static final String CONFIRMED = "Pagamento confirmado! ";
  private static final String ON_ITS_WAY = CONFIRMED + "Seu acesso está a caminho.";
  private static final String DELIVERED = CONFIRMED + "Seu acesso está nas mensagens acima.";
  private static final String SOON = CONFIRMED + "Em breve enviaremos o seu acesso.";
  private static final String EXPIRED = "Este PIX venceu.";
  private static final String INVALID = "Este PIX não vale mais.";
  private static final String REFUNDED = "Este pagamento foi devolvido.";
  private static final String DISPUTED = "Este pagamento está em análise no banco.";
  private static final String START_AGAIN = " Envie /start para ver as opções.";
  private static final String NEW_PIX = "Gerar novo PIX";

  private StateMessage() {}

  /// @param delivery empty where the payment has none (yet)
  static TelegramCall plan(Purchase purchase, Optional<DeliveryState> delivery) {
    return switch (purchase.status()) {
      case PENDING ->
          purchase.pixCode() == null
              ? message(purchase, MAKING, Keyboard.NONE)
              : message(purchase, WAITING, PixMessage.questions(purchase));
      case PAID -> message(purchase, paid(delivery), Keyboard.NONE);
      case EXPIRED -> over(purchase, EXPIRED);
      case CANCELED, FAILED -> over(purchase, INVALID);
      case REFUNDED -> over(purchase, REFUNDED);
      case DISPUTED -> message(purchase, DISPUTED, Keyboard.NONE);
    };
  }

  private static String paid(Optional<DeliveryState> delivery) {
    return delivery
        .map(
            state ->
                switch (state) {
                  case PENDING -> ON_ITS_WAY;
                  case DELIVERED -> DELIVERED;
                  case FAILED, UNCONFIGURED -> SOON;
                })
        .orElse(CONFIRMED.strip());
  }

  private static TelegramCall over(Purchase purchase, String text) {
    var offer = purchase.offer();
    return offer == null
        ? message(purchase, text + START_AGAIN, Keyboard.NONE)
        : message(
            purchase,
            text,
            Keyboard.column(List.of(new Keyboard.Press(NEW_PIX, Buttons.buy(offer.code())))));
  }

  private static TelegramCall message(Purchase purchase, String text, Keyboard keyboard) {
    return TelegramCall.sendMessage(purchase.buyer(), Html.escape(text), keyboard);
  }
}
