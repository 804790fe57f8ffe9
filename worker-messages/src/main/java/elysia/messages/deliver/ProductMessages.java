package elysia.messages.deliver;

import elysia.db.sends.Purchase;
import elysia.messages.content.StoredTexts;
import elysia.messages.content.TextRenderer;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import java.util.List;

/// What a buyer gets for a paid payment.
final class ProductMessages {
  private static final List<String> CONFIRMATION =
      List.of("Pagamento confirmado! Obrigado, {{user_name}}. Em breve enviaremos o seu acesso.");

  private ProductMessages() {}

  /// The texts of a stored delivery, empty where it has none.
  static List<TelegramCall> plan(Purchase purchase, String content) {
    return calls(purchase, StoredTexts.read(content));
  }

  /// For a seller who has said nothing: at least the buyer knows that the money arrived.
  static List<TelegramCall> confirmation(Purchase purchase) {
    return calls(purchase, CONFIRMATION);
  }

  private static List<TelegramCall> calls(Purchase purchase, List<String> texts) {
    return texts.stream()
        .flatMap(text -> TextRenderer.html(text, purchase.buyerName()).stream())
        .map(html -> TelegramCall.sendMessage(purchase.buyer(), html, Keyboard.NONE))
        .toList();
  }
}
