package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/// Checks one event (Meta, "Server Event Parameters" and "Custom Data Parameters").
final class EventRules {
  private static final int TOO_OLD = 2804003;
  private static final Duration MAX_AGE = Duration.ofDays(7);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
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
    switch (event.path("action_source").asText()) {
      case "website" -> checkWebsite(event);
      case "app" -> throw MetaError.invalid("app_data is required for app events");
      case "business_messaging" ->
          throw MetaError.invalid("messaging_channel is required for business_messaging events");
      default -> {} // the others need nothing of their own
    }
    if (event.path("event_name").asText().equals("Purchase")) {
      checkPurchase(event.path("custom_data"));
    }
    checkContents(event.path("custom_data"));
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
    if (!CURRENCIES.contains(customData.path("currency").asText())) {
      throw MetaError.invalid("currency is required for Purchase, as an ISO 4217 code");
    }
  }

  private static void checkContents(JsonNode customData) {
    var contents = customData.path("contents");
    if (!contents.isMissingNode() && !contents.isArray()) {
      throw MetaError.invalid("contents must be a list");
    }
    for (var content : contents) {
      if (content.path("id").asText().isBlank() || !content.path("quantity").isIntegralNumber()) {
        throw MetaError.invalid("each of contents needs an id and a quantity");
      }
    }
  }
}
