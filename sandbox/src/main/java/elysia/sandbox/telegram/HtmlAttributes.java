package elysia.sandbox.telegram;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The attributes of one start tag, by lower-case name.
final class HtmlAttributes {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s*([^\\s=>/\"']*)\\s*(=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

  private HtmlAttributes() {}

  /// @throws Refusal for an attribute without a name or without a value; `expandable` needs none
  static Map<String, String> parse(String source, String tag, int byteOffset) {
    var attributes = new HashMap<String, String>();
    var attribute = ATTRIBUTE.matcher(source);
    int at = 0;
    while (!source.substring(at).isBlank()) {
      attribute.region(at, source.length());
      if (!attribute.lookingAt() || attribute.group(1).isEmpty()) {
        throw Refusal.entities(
            "Empty attribute name in the tag \"%s\" at byte offset %d".formatted(tag, byteOffset));
      }
      var name = attribute.group(1).toLowerCase(Locale.ROOT);
      if (attribute.group(2) == null && !name.equals("expandable")) {
        throw Refusal.entities(
            "Expected equal sign in declaration of an attribute of the tag \"%s\" at byte offset %d"
                .formatted(tag, byteOffset));
      }
      attributes.put(name, value(attribute));
      at = attribute.end();
    }
    return attributes;
  }

  private static String value(Matcher attribute) {
    for (int group = 3; group <= 5; group++) {
      if (attribute.group(group) != null) {
        return attribute.group(group).replace("&amp;", "&").replace("&quot;", "\"");
      }
    }
    return "";
  }
}
