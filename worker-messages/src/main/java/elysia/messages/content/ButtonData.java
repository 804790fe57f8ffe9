package elysia.messages.content;

import elysia.model.BotId;
import elysia.model.PaymentId;

/// What a button says when it is pressed. It names things and never prices (L57); who may touch
/// what it names is decided elsewhere, for anybody can send anything.
public sealed interface ButtonData {
  /// Sells the offer with this code.
  record Buy(String code) implements ButtonData {}

  /// The old application's buy button.
  ///
  /// @param kind where it stood: `start`, `downsell` or `shot`
  /// @param slug which one; may hold colons
  /// @param plan the plan's id, or its position in the list
  record LegacyPlan(BotId bot, String kind, String slug, String plan) implements ButtonData {}

  /// "I have paid".
  record CheckPayment(PaymentId payment) implements ButtonData {}

  /// Shows the PIX code as a picture.
  record ShowQr(PaymentId payment) implements ButtonData {}

  /// No button that we know.
  record Unknown() implements ButtonData {}
}
