package elysia.messages.deliver;

import elysia.db.sends.Purchase;
import elysia.messages.content.Content;
import elysia.messages.content.MessagePlan;
import elysia.messages.content.Reader;
import elysia.messages.content.StoredContent;
import elysia.messages.telegram.TelegramCall;
import java.util.List;

/// What a buyer gets for a paid payment.
final class ProductMessages {
  private static final List<String> CONFIRMATION =
      List.of("Pagamento confirmado! Obrigado, {{user_name}}. Em breve enviaremos o seu acesso.");

  private ProductMessages() {}

  /// What a stored delivery says, empty where it says nothing.
  static List<TelegramCall> plan(Purchase purchase, String content) {
    return calls(purchase, StoredContent.read(content));
  }

  /// For a seller who has said nothing: at least the buyer knows that the money arrived.
  static List<TelegramCall> confirmation(Purchase purchase) {
    return calls(purchase, Content.of(CONFIRMATION));
  }

  private static List<TelegramCall> calls(Purchase purchase, Content content) {
    var reader = new Reader(purchase.buyer(), purchase.buyerName());
    return MessagePlan.calls(content, List.of(), reader);
  }
}
