package elysia.payments.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads a webhook's body by its content type, else as whatever it is: gateways name the wrong type
/// or none.
public final class WebhookBody {
  private WebhookBody() {}

  /// JSON as it is; a form as an object of texts, of repeated fields the first; a missing node for
  /// everything else.
  public static JsonNode read(RawWebhook webhook) {
    var text = webhook.text();
    var type = webhook.contentType() == null ? "" : webhook.contentType().toLowerCase(Locale.ROOT);
    if (type.contains("form-urlencoded")) {
      var form = form(text);
      return form.isMissingNode() ? Json.read(text) : form;
    }
    var json = Json.read(text);
    return json.isMissingNode() ? form(text) : json;
  }

  private static JsonNode form(String text) {
    var fields = JsonNodeFactory.instance.objectNode();
    for (var pair : text.strip().split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      if (equals <= 0 || pair.charAt(0) == '{') {
        return MissingNode.getInstance();
      }
      try {
        var name = decoded(pair.substring(0, equals));
        fields.putIfAbsent(
            name, JsonNodeFactory.instance.textNode(decoded(pair.substring(equals + 1))));
      } catch (IllegalArgumentException brokenEscape) {
        return MissingNode.getInstance();
      }
    }
    return fields.isEmpty() ? MissingNode.getInstance() : fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
