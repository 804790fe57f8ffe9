package elysia.sandbox.telegram;

import elysia.sandbox.telegram.FormattedText.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Telegram's HTML, with its rules and its error texts (tdlib, MessageEntity.cpp).
final class HtmlText {
  private static final Map<String, String> ENTITY_OF_TAG =
      Map.ofEntries(
          Map.entry("b", "bold"),
          Map.entry("strong", "bold"),
          Map.entry("i", "italic"),
          Map.entry("em", "italic"),
          Map.entry("u", "underline"),
          Map.entry("ins", "underline"),
          Map.entry("s", "strikethrough"),
          Map.entry("strike", "strikethrough"),
          Map.entry("del", "strikethrough"),
          Map.entry("span", "spoiler"),
          Map.entry("tg-spoiler", "spoiler"),
          Map.entry("tg-emoji", "custom_emoji"),
          Map.entry("a", "text_link"),
          Map.entry("code", "code"),
          Map.entry("pre", "pre"),
          Map.entry("blockquote", "blockquote"));
  private static final Map<String, String> REFERENCES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"");

  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final List<Entity> entities = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;

  private record Open(String tag, int offset, @Nullable String url) {}

  HtmlText(String source) {
    this.source = source;
  }

  FormattedText parse() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '&') {
        reference();
      } else if (c == '<') {
        tag();
      } else {
        text.append(c);
        at++;
      }
    }
    if (!open.isEmpty()) {
      throw Refusal.entities(
          "Can't find end tag corresponding to start tag \"%s\"".formatted(open.peek().tag()));
    }
    return new FormattedText(text.toString(), entities);
  }

  /// `&lt;` and the like, or a number. Anything else stays as it is.
  private void reference() {
    int end = source.indexOf(';', at);
    var name = end < 0 ? "" : source.substring(at + 1, end);
    var known = REFERENCES.get(name);
    if (known != null) {
      text.append(known);
      at = end + 1;
    } else if (name.matches("#(?:\\d{1,6}|x[0-9A-Fa-f]{1,5})")) {
      int codePoint =
          name.charAt(1) == 'x'
              ? Integer.parseInt(name.substring(2), 16)
              : Integer.parseInt(name.substring(1));
      text.appendCodePoint(codePoint);
      at = end + 1;
    } else {
      text.append('&');
      at++;
    }
  }

  private void tag() {
    int begin = at;
    if (source.startsWith("/", begin + 1)) {
      endTag(begin);
    } else {
      startTag(begin);
    }
  }

  private void startTag(int begin) {
    int end = source.indexOf('>', begin);
    int nameEnd = nameEnd(begin + 1);
    if (nameEnd == source.length()) {
      throw Refusal.entities("Unclosed start tag at byte offset " + byteOffset(begin));
    }
    var tag = source.substring(begin + 1, nameEnd).toLowerCase(Locale.ROOT);
    if (!ENTITY_OF_TAG.containsKey(tag)) {
      throw Refusal.entities(
          "Unsupported start tag \"%s\" at byte offset %d".formatted(tag, byteOffset(begin)));
    }
    if (end < 0) {
      throw Refusal.entities(
          "Unclosed start tag \"%s\" at byte offset %d".formatted(tag, byteOffset(begin)));
    }
    var attributes = HtmlAttributes.parse(source.substring(nameEnd, end), tag, byteOffset(begin));
    if (tag.equals("span") && !"tg-spoiler".equals(attributes.get("class"))) {
      throw Refusal.entities(
          "Tag \"span\" must have class \"tg-spoiler\" at byte offset " + byteOffset(begin));
    }
    open.push(new Open(tag, text.length(), attributes.get("href")));
    at = end + 1;
  }

  private void endTag(int begin) {
    if (open.isEmpty()) {
      throw Refusal.entities("Unexpected end tag at byte offset " + byteOffset(begin));
    }
    int nameEnd = nameEnd(begin + 2);
    var name = source.substring(begin + 2, nameEnd);
    int end = nameEnd;
    while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
      end++;
    }
    if (end == source.length() || source.charAt(end) != '>') {
      throw Refusal.entities("Unclosed end tag at byte offset " + byteOffset(begin));
    }
    var start = open.pop();
    if (!name.isEmpty() && !name.equals(start.tag())) {
      throw Refusal.entities(
          "Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\""
              .formatted(byteOffset(begin), start.tag(), name));
    }
    close(start);
    at = end + 1;
  }

  private void close(Open start) {
    int length = text.length() - start.offset();
    var type = ENTITY_OF_TAG.getOrDefault(start.tag(), start.tag());
    if (!type.equals("text_link")) {
      entities.add(new Entity(type, start.offset(), length, null));
    } else if (start.url() != null) { // a link without an address is plain text
      entities.add(new Entity(type, start.offset(), length, start.url()));
    }
  }

  private int nameEnd(int from) {
    int end = from;
    while (end < source.length()
        && source.charAt(end) != '>'
        && !Character.isWhitespace(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private int byteOffset(int index) {
    return source.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }
}
