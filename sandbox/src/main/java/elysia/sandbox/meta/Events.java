package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;

/// The events that Meta took, oldest first. Bounded: old events make room for new ones.
@Singleton
public final class Events {
  private static final int MAX_EVENTS = 20_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Deque<Received> events = new ArrayDeque<>();

  /// @param test whether it came with a test_event_code
  public record Received(Instant at, String pixel, boolean test, JsonNode event) {
    public String name() {
      return event.path("event_name").asText();
    }

    public String eventId() {
      return event.path("event_id").asText();
    }
  }

  synchronized void add(Received event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  public synchronized List<Received> all() {
    return List.copyOf(events);
  }

  public List<Received> ofPixel(String pixel) {
    return all().stream().filter(event -> event.pixel().equals(pixel)).toList();
  }

  static String traceId() {
    var bytes = new byte[9];
    RANDOM.nextBytes(bytes);
    return "A" + Base64.getUrlEncoder().encodeToString(bytes);
  }
}
