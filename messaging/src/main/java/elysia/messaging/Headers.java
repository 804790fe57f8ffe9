package elysia.messaging;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers that this module writes and reads, all of them text.
final class Headers {
  /// Which attempt a delivery is, from 1; absent on the first.
  static final String ATTEMPT = "x-attempt";

  /// When the message was first published, and when this copy of it, in epoch milliseconds: the
  /// AMQP timestamp only knows seconds.
  static final String FIRST_SENT_MS = "x-first-ts-ms";

  static final String SENT_MS = "x-ts-ms";

  /// The queue where a retried or parked copy came from, and where a parked one can be moved back.
  static final String ORIGIN = "x-origin";

  static final String ERROR = "x-error";
  static final String ERROR_AT = "x-error-at";
  static final String PARKED_ATTEMPTS = "x-parked-attempts";

  /// The broker's: which queues it took the message out of, and why.
  static final String DEATHS = "x-death";

  /// The broker's: how often the message was delivered before.
  private static final String DELIVERY_COUNT = "x-delivery-count";

  /// The broker's, from 4.3 on: the same with what was given back unharmed.
  private static final String ACQUIRED_COUNT = "x-acquired-count";

  private static final Set<String> OURS =
      Set.of(ATTEMPT, FIRST_SENT_MS, SENT_MS, ORIGIN, ERROR, ERROR_AT, PARKED_ATTEMPTS);

  private Headers() {}

  /// What is known of a delivery; the message id is empty when its publisher gave none.
  static DeliveryContext context(BasicProperties properties, Instant now) {
    var headers = texts(properties);
    var sent = headers.getOrDefault(SENT_MS, "");
    return new DeliveryContext(
        Objects.requireNonNullElse(properties.getMessageId(), ""),
        Objects.requireNonNullElse(properties.getType(), ""),
        (int) Math.max(1, number(headers.get(ATTEMPT), 1)),
        Instant.ofEpochMilli(number(headers.get(FIRST_SENT_MS), number(sent, now.toEpochMilli()))),
        publishersOwn(headers));
  }

  /// When this copy was published, as far as its publisher told.
  static Instant sentAt(BasicProperties properties, Instant now) {
    return Instant.ofEpochMilli(number(texts(properties).get(SENT_MS), now.toEpochMilli()));
  }

  /// Whether the message has not been on the retry ladder.
  static boolean direct(BasicProperties properties) {
    return !texts(properties).containsKey(ATTEMPT);
  }

  /// How often the broker had delivered it before, as far as its queue counts.
  static long deliveryCount(BasicProperties properties) {
    return number(texts(properties).get(DELIVERY_COUNT), 0);
  }

  /// Without ours and without the broker's: brokers before 4.0 take a republished `x-death` for
  /// their own and may drop the message as a cycle.
  private static Map<String, String> publishersOwn(Map<String, String> headers) {
    var own = new HashMap<>(headers);
    own.keySet()
        .removeIf(
            name ->
                OURS.contains(name)
                    || name.equals(DEATHS)
                    || name.equals(DELIVERY_COUNT)
                    || name.equals(ACQUIRED_COUNT)
                    || name.startsWith("x-first-death-")
                    || name.startsWith("x-last-death-"));
    return own;
  }

  private static Map<String, String> texts(BasicProperties properties) {
    var texts = new HashMap<String, String>();
    if (properties.getHeaders() != null) {
      properties
          .getHeaders()
          .forEach((name, value) -> texts.put(name, Objects.toString(value, "")));
    }
    return texts;
  }

  private static long number(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise; // written by hand: not worth losing the message
    }
  }
}
