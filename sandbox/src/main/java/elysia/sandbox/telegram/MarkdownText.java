package elysia.sandbox.telegram;

import elysia.sandbox.telegram.FormattedText.Entity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Telegram's MarkdownV2, with its rules and its error texts (tdlib, MessageEntity.cpp).
final class MarkdownText {
  private static final String RESERVED = "_*[]()~`>#+-=|{}.!";

  private final String source;
  private final StringBuilder text = new StringBuilder();
  private final List<Entity> entities = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;

  /// @param mark what opened it, and what closes it but for a link
  private record Open(String type, String mark, int offset, int sourceIndex) {}

  MarkdownText(String source) {
    this.source = source;
  }

  FormattedText parse() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\' && at + 1 < source.length() && source.charAt(at + 1) <= 126) {
        text.append(source.charAt(at + 1));
        at += 2;
      } else if (isQuoteStart(c)) {
        quote();
      } else if (c == '\n' && isOpen("blockquote")) {
        closeQuoteLine();
      } else if (!isReserved(c)) {
        text.append(c);
        at++;
      } else if (!closed()) {
        open(c);
      }
    }
    if (isOpen("blockquote")) {
      close(0, null);
    }
    if (!open.isEmpty()) {
      throw Refusal.entities(
          "Can't find end of the entity starting at byte offset "
              + byteOffset(open.peek().sourceIndex()));
    }
    return new FormattedText(text.toString(), entities);
  }

  private boolean isReserved(char c) {
    return inCode() ? c == '`' : RESERVED.indexOf(c) >= 0;
  }

  private boolean inCode() {
    return isOpen("code") || isOpen("pre");
  }

  private boolean isOpen(String type) {
    return !open.isEmpty() && open.peek().type().equals(type);
  }

  private boolean isQuoteStart(char c) {
    boolean lineStart = at == 0 || source.charAt(at - 1) == '\n';
    return c == '>' && lineStart && !inCode();
  }

  private void quote() {
    if (!isOpen("blockquote")) {
      open.push(new Open("blockquote", "", text.length(), at));
    }
    at++;
  }

  /// A line break ends the quote unless the next line is quoted too.
  private void closeQuoteLine() {
    if (!source.startsWith(">", at + 1)) {
      close(0, null);
    }
    text.append('\n');
    at++;
  }

  /// Ends the innermost entity if its end is here.
  private boolean closed() {
    if (open.isEmpty()) {
      return false;
    }
    var inner = open.peek();
    if (inner.type().equals("text_link")) {
      if (source.charAt(at) != ']') {
        return false;
      }
      closeLink();
      return true;
    }
    boolean here = !inner.mark().isEmpty() && source.startsWith(inner.mark(), at);
    boolean italicBeforeUnderline = inner.mark().equals("_") && source.startsWith("__", at);
    if (!here || italicBeforeUnderline) {
      return false;
    }
    close(inner.mark().length(), null);
    return true;
  }

  private void closeLink() {
    int start = at;
    if (!source.startsWith("(", at + 1)) {
      close(1, null);
      return;
    }
    int end = at + 2;
    var url = new StringBuilder();
    while (end < source.length() && source.charAt(end) != ')') {
      if (source.charAt(end) == '\\' && end + 1 < source.length()) {
        end++;
      }
      url.append(source.charAt(end++));
    }
    if (end >= source.length()) {
      throw Refusal.entities("Can't find end of a URL at byte offset " + byteOffset(start + 1));
    }
    close(end + 1 - start, url.toString());
  }

  private void close(int markLength, @Nullable String url) {
    var inner = open.pop();
    if (!inner.type().equals("text_link") || url != null) {
      int length = text.length() - inner.offset();
      entities.add(new Entity(inner.type(), inner.offset(), length, url));
    }
    at += markLength;
  }

  private void open(char c) {
    switch (c) {
      case '*' -> begin("bold", "*");
      case '_' -> {
        if (source.startsWith("__", at)) {
          begin("underline", "__");
        } else {
          begin("italic", "_");
        }
      }
      case '~' -> begin("strikethrough", "~");
      case '[' -> begin("text_link", "[");
      case '`' -> {
        if (source.startsWith("```", at)) {
          begin("pre", "```");
        } else {
          begin("code", "`");
        }
      }
      case '|' -> {
        if (!source.startsWith("||", at)) {
          throw reserved(c);
        }
        begin("spoiler", "||");
      }
      default -> throw reserved(c);
    }
  }

  private void begin(String type, String mark) {
    open.push(new Open(type, mark, text.length(), at));
    at += mark.length();
  }

  private static Refusal reserved(char c) {
    return Refusal.entities(
        "Character '%s' is reserved and must be escaped with the preceding '\\'".formatted(c));
  }

  private int byteOffset(int index) {
    return source.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }
}
