package elysia.e2e;

import static elysia.e2e.PhonePage.button;
import static elysia.e2e.PhonePage.see;

import com.microsoft.playwright.Locator;

/// The bank app of the page, with the newest PIX code of the conversation in it.
record BankCard(Locator card, Hand hand) {
  /// Sees which gateway made the charge.
  BankCard seeGateway(String name) {
    see(card.locator("#gateway").getByText(name, exactly()));
    return this;
  }

  /// Sees the QR code and pays.
  void pay() {
    var qr = card.getByAltText("QR Code do PIX");
    see(qr);
    card.page().waitForFunction("image => image.naturalWidth > 0", qr.elementHandle());
    press("Pagar", "pago");
  }

  /// Presses a button, and sees what the charge then is.
  void press(String action, String status) {
    hand.press(button(card, action));
    see(card.getByText(status, exactly()));
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
