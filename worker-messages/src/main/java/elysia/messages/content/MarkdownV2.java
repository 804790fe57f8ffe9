package elysia.messages.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Telegram's MarkdownV2 as Telegram's HTML. Bot API, "MarkdownV2 style". What is reserved there
/// but means nothing stands for itself; a quotation's `>` does, too.
final class MarkdownV2 {
  /// A mark and the tag it becomes; `__` before `_`, as Telegram reads them.
  private enum Mark {
    SPOILER("||", "tg-spoiler"),
    UNDERLINE("__", "u"),
    BOLD("*", "b"),
    ITALIC("_", "i"),
    STRIKE("~", "s"),
    LINK("[", "a");

    private static final List<Mark> PAIRS = List.of(SPOILER, UNDERLINE, BOLD, ITALIC, STRIKE);

    private final String sign;
    private final String tag;

    Mark(String sign, String tag) {
      this.sign = sign;
      this.tag = tag;
    }
  }

  private static final char ESCAPE = '\\';
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\\x01-\\x7e])");
  private static final Pattern RESERVED = Pattern.compile("[\\p{Punct}]");

  private final String text;
  private final StringBuilder html = new StringBuilder();
  private final Deque<Mark> open = new ArrayDeque<>();
  private int at;
  private int linkStart;

  private MarkdownV2(String text) {
    this.text = text;
  }

  /// Empty where a mark is left open or closed out of turn: Telegram would refuse that.
  static Optional<String> html(String text) {
    var reading = new MarkdownV2(text);
    while (reading.at < text.length()) {
      if (!reading.step()) {
        return Optional.empty();
      }
    }
    return reading.open.isEmpty() ? Optional.of(reading.html.toString()) : Optional.empty();
  }

  /// The text without the backslashes of its escapes.
  static String unescaped(String text) {
    return ESCAPED.matcher(text).replaceAll("$1");
  }

  /// Any text so that it stands for itself.
  static String escaped(String text) {
    return RESERVED.matcher(text).replaceAll("\\\\$0");
  }

  /// Reads on; false where the text makes no sense.
  private boolean step() {
    if (text.charAt(at) == ESCAPE && at + 1 < text.length()) {
      literal(at + 1);
      return true;
    }
    if (text.startsWith("```", at)) {
      return code("```", "pre");
    }
    if (text.startsWith("`", at)) {
      return code("`", "code");
    }
    if (text.startsWith("[", at) && !open.contains(Mark.LINK)) {
      open.push(Mark.LINK);
      linkStart = html.length();
      at++;
      return true;
    }
    if (text.startsWith("](", at) && open.contains(Mark.LINK)) {
      return endLink();
    }
    var mark = Mark.PAIRS.stream().filter(pair -> text.startsWith(pair.sign, at)).findFirst();
    if (mark.isPresent()) {
      return toggle(mark.get());
    }
    literal(at);
    return true;
  }

  private void literal(int index) {
    html.append(Html.escape(text.substring(index, index + 1)));
    at = index + 1;
  }

  private boolean toggle(Mark mark) {
    at += mark.sign.length();
    if (!open.contains(mark)) {
      open.push(mark);
      html.append('<').append(mark.tag).append('>');
      return true;
    }
    html.append("</").append(mark.tag).append('>');
    return open.pop() == mark;
  }

  private boolean endLink() {
    int start = at + 2;
    int end = closing(")", start);
    if (end < 0 || open.pop() != Mark.LINK) {
      return false;
    }
    var url = Html.escape(unescaped(text.substring(start, end))).replace("\"", "&quot;");
    html.insert(linkStart, "<a href=\"" + url + "\">").append("</a>");
    at = end + 1;
    return true;
  }

  private boolean code(String fence, String tag) {
    int start = at + fence.length();
    int end = closing(fence, start);
    if (end < 0) {
      return false;
    }
    var inner = Html.escape(unescaped(text.substring(start, end)));
    html.append("<%1$s>%2$s</%1$s>".formatted(tag, inner));
    at = end + fence.length();
    return true;
  }

  /// Where `sign` stands next without an escape, -1 where nowhere.
  private int closing(String sign, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == ESCAPE) {
        i++;
      } else if (text.startsWith(sign, i)) {
        return i;
      }
    }
    return -1;
  }
}
