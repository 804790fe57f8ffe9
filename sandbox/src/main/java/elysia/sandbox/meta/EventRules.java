package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks one event (Meta, "Server Event Parameters" and "Custom Data Parameters").
final class EventRules {
  private static final int TOO_OLD = 2804003;
  private static final Duration MAX_AGE = Duration.ofDays(7);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Set<String> ACTION_SOURCES =
      Set.of(
          "email",
          "website",
          "app",
          "phone_call",
          "chat",
          "physical_store",
          "system_generated",
          "business_messaging",
          "other");
  private static final Set<String> FIELDS =
      Set.of(
          "event_name",
          "event_time",
          "event_id",
          "event_source_url",
          "referrer_url",
          "action_source",
          "user_data",
          "custom_data",
          "opt_out",
          "customer_segmentation",
          "original_event_data",
          "data_processing_options",
          "data_processing_options_country",
          "data_processing_options_state");

  private EventRules() {}

  static void check(JsonNode event, Instant now) {
    if (!event.isObject()) {
      throw MetaError.invalid("an event must be an object");
    }
    event
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw MetaError.invalid("unknown event parameter " + name);
              }
            });
    requireText(event, "event_name");
    checkTime(event.path("event_time"), now);
    if (event.has("event_id")) {
      requireText(event, "event_id");
    }
    if (!ACTION_SOURCES.contains(event.path("action_source").asText())) {
      throw MetaError.invalid("action_source must be one of " + ACTION_SOURCES);
    }
    UserData.check(event.path("user_data"));
    if (event.path("action_source").asText().equals("website")) {
      checkWebsite(event);
    }
    if (event.path("event_name").asText().equals("Purchase")) {
      checkPurchase(event.path("custom_data"));
    }
  }

  private static void requireText(JsonNode event, String name) {
    if (!event.path(name).isTextual() || event.path(name).textValue().isBlank()) {
      throw MetaError.invalid(name + " must be text");
    }
  }

  private static void checkTime(JsonNode time, Instant now) {
    if (!time.isIntegralNumber() || !time.canConvertToLong()) {
      throw MetaError.invalid("event_time must be a Unix time in seconds");
    }
    long seconds = time.longValue();
    if (seconds > now.plus(CLOCK_TOLERANCE).getEpochSecond()) {
      throw MetaError.invalid("event_time is in the future: seconds expected, not milliseconds");
    }
    if (seconds < now.minus(MAX_AGE).getEpochSecond()) {
      throw MetaError.invalid(TOO_OLD, "event_time is more than 7 days ago");
    }
  }

  private static void checkWebsite(JsonNode event) {
    if (!isWebAddress(event.path("event_source_url").asText())) {
      throw MetaError.invalid("event_source_url is required for website events");
    }
    if (!event.path("user_data").has("client_user_agent")) {
      throw MetaError.invalid("client_user_agent is required for website events");
    }
  }

  private static boolean isWebAddress(String text) {
    try {
      var url = URI.create(text);
      return url.getHost() != null && Set.of("http", "https").contains(url.getScheme());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static void checkPurchase(JsonNode customData) {
    var value = customData.path("value");
    if (!value.isNumber() || value.decimalValue().signum() < 0) {
      throw MetaError.invalid("value is required for Purchase, as a number");
    }
    if (!CURRENCY.matcher(customData.path("currency").asText()).matches()) {
      throw MetaError.invalid("currency is required for Purchase, as three capitals");
    }
  }
}
