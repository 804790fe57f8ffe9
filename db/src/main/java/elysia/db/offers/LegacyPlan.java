package elysia.db.offers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import elysia.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A plan of the old application's JSON, as that read it.
///
/// @param position its place in the list, from 1; plans that were not shown take one too
/// @param key what buttons call it: its id, or its place where it has none
record LegacyPlan(
    int position, String key, String name, @Nullable String durationText, Money price) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final List<String> ID_KEYS =
      List.of(
          "id",
          "plan_id",
          "planId",
          "external_id",
          "externalId",
          "key",
          "slug",
          "gateway_id",
          "gatewayId");
  private static final int MAX_KEY = 32;

  /// The plans that were shown.
  ///
  /// @param json a list of plans, or content with one in `plans`; either may stand in a JSON text
  static List<LegacyPlan> list(String json) {
    var content = tree(json);
    var inner = content.isTextual() ? tree(content.textValue()) : content;
    var plans = inner.isArray() ? inner : inner.path("plans");
    var shown = new ArrayList<LegacyPlan>();
    int position = 0;
    for (var plan : plans) {
      position++;
      read(plan, position).ifPresent(shown::add);
    }
    return shown;
  }

  private static Optional<LegacyPlan> read(JsonNode plan, int position) {
    return LegacyPrice.read(plan)
        .map(
            price ->
                new LegacyPlan(
                    position,
                    key(plan, position),
                    text(plan, "name").or(() -> text(plan, "title")).orElse("Plano " + position),
                    text(plan, "time").orElse(null),
                    price));
  }

  private static String key(JsonNode plan, int position) {
    var id = firstPresent(plan, ID_KEYS).map(node -> node.asText("")).orElse("");
    var kept = id.replaceAll("[^A-Za-z0-9_-]", "");
    return kept.isEmpty()
        ? Integer.toString(position)
        : kept.substring(0, Math.min(MAX_KEY, kept.length()));
  }

  /// The value of the first of these keys that has one.
  static Optional<JsonNode> firstPresent(JsonNode plan, List<String> keys) {
    return keys.stream()
        .map(plan::path)
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .findFirst();
  }

  private static Optional<String> text(JsonNode plan, String key) {
    return Optional.of(plan.path(key).asText("").strip()).filter(text -> !text.isEmpty());
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // a bare text has no plans
    }
  }
}
