package elysia.payments.gateway;

import java.util.HashMap;
import java.util.Map;

/// The names that a gateway gives to one charge, such as `id` or `end_to_end_id`. All are kept, so
/// that a webhook with any of them finds its sale (L42). Never invented: what is not there is
/// missing.
///
/// @param id the name to ask the gateway with
/// @param others by kind, without `id`
public record ChargeIdentifiers(String id, Map<String, String> others) {
  public static final String ID = "id";
  public static final String END_TO_END_ID = "end_to_end_id";

  public ChargeIdentifiers {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a charge id expected, got a blank one");
    }
    others = Map.copyOf(others);
  }

  /// All of them by kind.
  public Map<String, String> all() {
    var all = new HashMap<>(others);
    all.put(ID, id);
    return Map.copyOf(all);
  }
}
