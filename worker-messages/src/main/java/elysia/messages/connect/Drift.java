package elysia.messages.connect;

import java.util.Locale;

/// What somebody changed of a webhook behind our back.
enum Drift {
  URL("O endereço do webhook foi mudado por fora", "corrigido"),
  UPDATES("A lista de eventos do webhook foi mudada por fora", "corrigida"),
  SECRET("O segredo do webhook foi mudado por fora", "corrigido");

  private final String found;
  private final String repaired;

  Drift(String found, String repaired) {
    this.found = found;
    this.repaired = repaired;
  }

  /// For metrics.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// For operators.
  String found() {
    return found;
  }

  String repaired() {
    return found + ": " + repaired;
  }
}
