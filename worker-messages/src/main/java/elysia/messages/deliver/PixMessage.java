package elysia.messages.deliver;

import elysia.db.sends.Purchase;
import elysia.messages.content.Buttons;
import elysia.messages.content.Html;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The messages with the code to pay: the gateway's required notice first (L65), then what is
/// bought, then the code.
final class PixMessage {
  private static final DateTimeFormatter BRASILIA =
      DateTimeFormatter.ofPattern("dd/MM/yyyy 'às' HH:mm", Locale.ROOT)
          .withZone(ZoneId.of("America/Sao_Paulo"));

  private PixMessage() {}

  static TelegramCall plan(Purchase purchase, String pixCode) {
    var parts = opening(purchase);
    parts.add("Copie o código PIX abaixo e pague no aplicativo do seu banco:");
    parts.add(Html.code(pixCode));
    if (purchase.expiresAt() != null) {
      parts.add(validUntil(purchase.expiresAt()));
    }
    return TelegramCall.sendMessage(
        purchase.buyer(), String.join("\n\n", parts), buttons(purchase, pixCode));
  }

  /// The code as a picture, to be read with another phone.
  static TelegramCall qr(Purchase purchase, String pixCode) {
    var parts = opening(purchase);
    parts.add("Aponte a câmera do aplicativo do seu banco para o QR Code.");
    if (purchase.expiresAt() != null) {
      parts.add(validUntil(purchase.expiresAt()));
    }
    return TelegramCall.sendMedia(
        purchase.buyer(),
        new Attachment.Qr(pixCode),
        String.join("\n\n", parts),
        Keyboard.column(List.of(check(purchase))));
  }

  private static List<String> opening(Purchase purchase) {
    var parts = new ArrayList<String>();
    if (purchase.notice() != null && !purchase.notice().isBlank()) {
      parts.add("Aviso: " + Html.escape(purchase.notice().strip()));
    }
    parts.add(Html.bold(title(purchase)));
    return parts;
  }

  private static String validUntil(Instant end) {
    return "Válido até " + brasilia(end) + " (horário de Brasília).";
  }

  static String brasilia(Instant time) {
    return BRASILIA.format(time);
  }

  private static String title(Purchase purchase) {
    var price = purchase.price().display();
    return purchase.planName() == null ? price : purchase.planName() + " — " + price;
  }

  /// What a buyer can ask of an open payment.
  static Keyboard questions(Purchase purchase) {
    return Keyboard.column(List.of(check(purchase), showQr(purchase)));
  }

  /// A code that is too long for the button is still there to be tapped in the text.
  private static Keyboard buttons(Purchase purchase, String pixCode) {
    return pixCode.length() > Keyboard.Copy.MAX_CHARACTERS
        ? questions(purchase)
        : Keyboard.column(
            List.of(
                new Keyboard.Copy("Copiar código PIX", pixCode),
                check(purchase),
                showQr(purchase)));
  }

  private static Keyboard.Press check(Purchase purchase) {
    return new Keyboard.Press("Já paguei", Buttons.checkPayment(purchase.payment()));
  }

  private static Keyboard.Press showQr(Purchase purchase) {
    return new Keyboard.Press("Ver QR Code", Buttons.showQr(purchase.payment()));
  }
}
