package elysia.panel.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of what an operator typed: a value that passed is trimmed and within its limits.
public final class Fields {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]{1,62}[a-z0-9]");

  private Fields() {}

  /// Lower-case letters, digits, `_` and `-`, 3 to 64 characters: it stands in public addresses.
  public static String slug(String field, @Nullable String value) {
    var slug = required(field, value, 64);
    if (!SLUG.matcher(slug).matches()) {
      throw ProblemException.badRequest(
          "%s: de 3 a 64 letras minúsculas, números, _ ou -, esperado; veio '%s'."
              .formatted(field, slug));
    }
    return slug;
  }

  public static String required(String field, @Nullable String value, int maxLength) {
    if (value == null || value.isBlank()) {
      throw ProblemException.badRequest("Falta o campo " + field + ".");
    }
    var text = value.strip();
    if (text.length() > maxLength) {
      throw ProblemException.badRequest(
          "%s: no máximo %d caracteres, vieram %d.".formatted(field, maxLength, text.length()));
    }
    return text;
  }

  public static @Nullable String optional(String field, @Nullable String value, int maxLength) {
    return value == null || value.isBlank() ? null : required(field, value, maxLength);
  }
}
