package elysia.e2e;

import static elysia.e2e.PhonePage.button;
import static elysia.e2e.PhonePage.see;

import com.microsoft.playwright.Locator;
import java.util.List;

/// The ready-made faults of the page.
record FaultsCard(Locator card, Hand hand) {
  /// Sets a fault, and sees it wait.
  void set(String service, String fault) {
    hand.press(button(card, service));
    hand.press(button(card, fault));
    see(card.locator(".waiting").getByText(service + " · " + fault));
  }

  List<String> waiting() {
    return card.locator(".waiting .chip").allTextContents();
  }

  void clear() {
    hand.press(button(card, "Limpar"));
    see(card.getByText("Cada falha espera a próxima chamada que combina."));
  }
}
