package elysia.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the database is and who we are there, as `DATABASE_URL` says it:
/// `postgresql://user:password@host:port/database?parameters`.
///
/// @param jdbcUrl for the driver, parameters included, user and password not
public record DatabaseUrl(String jdbcUrl, String user, String password) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/?#]+)(?::(?<password>[^:@/?#]*))?@(?<place>[^@/?#]+/[^/?#]+(?:\\?[^#]*)?)");

  /// Reads a URL of the scheme `postgresql` or `postgres`, user and password percent-encoded.
  /// Without a password it is empty, without a port the driver takes 5432.
  ///
  /// @throws IllegalArgumentException when it has another shape; the message never repeats the URL
  public static DatabaseUrl parse(String url) {
    var match = SHAPE.matcher(url.strip());
    if (!match.matches()) {
      throw new IllegalArgumentException(
          "expected postgresql://user:password@host:port/database with user and password percent-encoded, got something else");
    }
    return new DatabaseUrl(
        "jdbc:postgresql://" + match.group("place"),
        decoded("user", match.group("user")),
        decoded("password", Optional.ofNullable(match.group("password")).orElse("")));
  }

  private static String decoded(String part, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException secret) { // its message quotes the text, so it stays here
      throw new IllegalArgumentException(
          "the " + part + " of the database URL has a broken percent-escape");
    }
  }

  /// Neither the password nor the parameters, which may hold another one.
  @Override
  public String toString() {
    return jdbcUrl.replaceFirst("\\?.*", "") + " as " + user;
  }
}
