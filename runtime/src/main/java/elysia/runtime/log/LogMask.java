package elysia.runtime.log;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides secrets and personal data in whatever is about to be logged. The last wall: code should
/// not log them at all.
public final class LogMask {
  private static final int TOKEN_HEAD = 7;
  private static final int TOKEN_TAIL = 5;

  /// @param signs one of these, in lower case, is in every text that the pattern matches; empty
  ///   where nothing short is. Every line passes all rules, and most lines hold no sign of any.
  private record Rule(
      List<String> signs, Pattern pattern, Function<MatchResult, String> replacement) {
    boolean mayMatch(String lowerCase) {
      return signs.isEmpty() || signs.stream().anyMatch(lowerCase::contains);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // a Telegram bot token: first 7, last 5
          rule("\\d{6,12}:[A-Za-z0-9_-]{30,64}", match -> headAndTail(match.group())),
          // user:password in a URL
          rule("(?<=://)([^:/@\\s]+):[^@/\\s]+(?=@)", match -> match.group(1) + ":***", "://"),
          // our webhook URLs: account and charge tokens
          rule(
              "(/api/payments/webhook/[a-z0-9_-]+)(/[A-Za-z0-9_-]+)+",
              match -> match.group(1) + "/***",
              "/api/payments/webhook/"),
          rule(
              "(?i)(bearer|basic)\\s+[A-Za-z0-9._~+/|=-]{8,}",
              match -> match.group(1) + " ***",
              "bearer",
              "basic"),
          rule(
              "(?i)\\b(access_token|api_token|api_key|x-api-token|client_secret|secret_token|password|webhookSecret)(\"?\\s*[=:]\\s*\"?)[^\\s\"&,}]+",
              match -> match.group(1) + match.group(2) + "***",
              "token",
              "api_key",
              "secret",
              "password"),
          // a gateway token such as PushinPay's `digits|random`
          rule("\\b\\d{1,9}\\|[A-Za-z0-9]{20,}", _ -> "***", "|"),
          // a Meta access token
          rule("\\bEAA[A-Za-z0-9]{20,}", match -> headAndTail(match.group()), "eaa"),
          // a PIX code: only its check sum stays
          rule(
              "000201\\d{2}[\\x21-\\x7e ]{40,500}6304([0-9A-Fa-f]{4})",
              match -> "000201..." + match.group(1), "000201"),
          // CPFs; what may stand before is looked at after the first digit, for few characters are
          rule("\\d(?<!\\w\\d)\\d{2}\\.\\d{3}\\.\\d{3}-\\d{2}\\b", _ -> "***.***.***-**"),
          rule(
              "\\d(?<![\\d.:-]\\d)\\d{10}(?![\\d.:-])",
              match -> isCpf(match.group()) ? "***********" : match.group()));

  private LogMask() {}

  /// The text without secrets. Tokens keep their first 7 and last 5 characters, so that two can be
  /// told apart.
  public static String mask(String text) {
    var masked = text;
    var lowerCase = text.toLowerCase(Locale.ROOT);
    for (var rule : RULES) {
      if (!rule.mayMatch(lowerCase)) {
        continue;
      }
      var matcher = rule.pattern().matcher(masked);
      if (matcher.find()) {
        masked =
            matcher.replaceAll(match -> Matcher.quoteReplacement(rule.replacement().apply(match)));
      }
    }
    return masked;
  }

  private static Rule rule(
      String pattern, Function<MatchResult, String> replacement, String... signs) {
    return new Rule(List.of(signs), Pattern.compile(pattern), replacement);
  }

  private static String headAndTail(String token) {
    return token.substring(0, TOKEN_HEAD) + "..." + token.substring(token.length() - TOKEN_TAIL);
  }

  /// Whether eleven digits carry a CPF's two check digits: a Telegram id may be as long.
  private static boolean isCpf(String digits) {
    if (digits.chars().distinct().count() == 1) {
      return false;
    }
    return checkDigit(digits, 9) == digits.charAt(9) - '0'
        && checkDigit(digits, 10) == digits.charAt(10) - '0';
  }

  private static int checkDigit(String digits, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (digits.charAt(i) - '0') * (length + 1 - i);
    }
    int rest = sum * 10 % 11;
    return rest == 10 ? 0 : rest;
  }
}
