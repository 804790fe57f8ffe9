package elysia.sandbox.utmify;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The orders that UTMify has, each with all it was told. Bounded: old orders make room for new
/// ones.
@Singleton
public final class Orders {
  private static final int MAX_ORDERS = 20_000;
  private static final int MAX_UPDATES = 50;

  private final Map<Key, List<JsonNode>> orders = new LinkedHashMap<>();

  private record Key(String token, String orderId) {}

  /// An order; `updates` holds every accepted payload, oldest first.
  public record Order(String orderId, List<JsonNode> updates) {
    public Order {
      updates = List.copyOf(updates);
    }

    /// The status words in the order of their arrival.
    public List<String> statuses() {
      return updates.stream().map(update -> update.path("status").asText()).toList();
    }

    public JsonNode latest() {
      return updates.getLast();
    }
  }

  /// Takes an update unless its createdAt differs from the order's first.
  ///
  /// @return the first createdAt where it differs, else empty
  synchronized Optional<String> put(String token, JsonNode update) {
    var updates =
        orders.computeIfAbsent(
            new Key(token, update.path("orderId").asText()), _ -> new ArrayList<>());
    if (!updates.isEmpty()) {
      var first = updates.getFirst().path("createdAt").asText();
      if (!first.equals(update.path("createdAt").asText())) {
        return Optional.of(first);
      }
    }
    if (updates.size() == MAX_UPDATES) {
      updates.remove(1); // the first one holds createdAt
    }
    updates.add(update);
    if (orders.size() > MAX_ORDERS) {
      orders.remove(orders.keySet().iterator().next());
    }
    return Optional.empty();
  }

  public synchronized List<Order> all() {
    return orders.entrySet().stream()
        .map(entry -> new Order(entry.getKey().orderId(), entry.getValue()))
        .toList();
  }

  public Optional<Order> find(String orderId) {
    return all().stream().filter(order -> order.orderId().equals(orderId)).findFirst();
  }
}
