package elysia.db.tracking;

import org.jspecify.annotations.Nullable;

/// What a seller may choose for a destination.
///
/// @param actionSource Meta's `action_source` for all events; null: as the click allows
/// @param testEventCode shows the events under "Test events" of Meta's Events Manager
/// @param test UTMify checks the orders and does not store them
public record DestinationSettings(
    @Nullable String actionSource, @Nullable String testEventCode, boolean test) {
  public static final DestinationSettings DEFAULT = new DestinationSettings(null, null, false);
}
