package elysia.sandbox.common;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A fault in JSON: flat, and strict when it is read, for a misspelt fault would prove nothing.
final class FaultJson {
  private static final List<String> TARGET =
      List.of("service", "method", "about", "times", "percent");

  private FaultJson() {}

  /// @throws IllegalArgumentException says which field is wrong and what is allowed there
  static Fault read(byte[] body) {
    if (!(Json.parse(body) instanceof ObjectNode json)) {
      throw new IllegalArgumentException("a JSON object expected");
    }
    var target = json.deepCopy().retain(TARGET);
    json.remove(TARGET);
    return new Fault(
        Service.of(text(target, "service").orElse("none")),
        effect(json),
        text(target, "method").orElse(""),
        text(target, "about").orElse(""),
        number(target, "times", 1),
        number(target, "percent", 100));
  }

  private static Effect effect(ObjectNode json) {
    try {
      return Json.MAPPER.treeToValue(json, Effect.class);
    } catch (InvalidTypeIdException e) {
      throw new IllegalArgumentException(
          "fault: one of %s expected, got %s".formatted(words(), e.getTypeId()), e);
    } catch (UnrecognizedPropertyException e) {
      var own = e.getKnownPropertyIds().stream().map(String::valueOf).sorted();
      var allowed = Stream.concat(TARGET.stream(), own).toList();
      throw new IllegalArgumentException(
          "%s: no field of this fault, which has %s".formatted(e.getPropertyName(), allowed), e);
    } catch (ValueInstantiationException e) {
      var refused = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalArgumentException(refused.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static List<String> words() {
    return Arrays.stream(Effect.class.getAnnotation(JsonSubTypes.class).value())
        .map(JsonSubTypes.Type::name)
        .toList();
  }

  private static Optional<String> text(ObjectNode target, String field) {
    return Optional.ofNullable(target.get(field)).map(JsonNode::asText);
  }

  private static int number(ObjectNode target, String field, int otherwise) {
    var number = target.path(field);
    if (number.isMissingNode()) {
      return otherwise;
    }
    if (!number.canConvertToExactIntegral() || !number.canConvertToInt()) {
      throw new IllegalArgumentException(field + ": an integer expected, got " + number);
    }
    return number.intValue();
  }

  static ObjectNode write(Fault fault) {
    var json = Json.object().put("service", fault.service().word());
    json.setAll(Json.MAPPER.<ObjectNode>valueToTree(fault.effect()));
    Map.of("method", fault.method(), "about", fault.about())
        .forEach((field, word) -> json.put(field, word));
    return json.put("times", fault.times()).put("percent", fault.percent());
  }
}
