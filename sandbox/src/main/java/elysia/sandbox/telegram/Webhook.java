package elysia.sandbox.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a bot's updates go.
///
/// @param allowedUpdates the kinds that are wanted; empty for all but those one must ask for
record Webhook(URI url, Optional<String> secret, int maxConnections, Set<String> allowedUpdates) {
  private static final int MAX_CONNECTIONS = 100;
  private static final int DEFAULT_CONNECTIONS = 40;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]+");

  /// Those one must ask for.
  private static final Set<String> NOT_BY_DEFAULT =
      Set.of("chat_member", "message_reaction", "message_reaction_count");

  Webhook {
    allowedUpdates = Set.copyOf(allowedUpdates);
  }

  static boolean wants(Set<String> allowedUpdates, String kind) {
    return allowedUpdates.isEmpty()
        ? !NOT_BY_DEFAULT.contains(kind)
        : allowedUpdates.contains(kind);
  }

  /// @param previous the kinds to keep where the call names none
  static Webhook of(Arguments arguments, Set<String> previous) {
    int connections =
        arguments.has("max_connections")
            ? Math.clamp(arguments.node("max_connections").asLong(), 1, MAX_CONNECTIONS)
            : DEFAULT_CONNECTIONS;
    return new Webhook(
        url(arguments.text("url")),
        secret(arguments),
        connections,
        arguments.has("allowed_updates") ? kinds(arguments.node("allowed_updates")) : previous);
  }

  /// Plain HTTP and any port pass, unlike at Telegram: everything here is on one machine.
  private static URI url(String text) {
    try {
      var url = URI.create(text);
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // refused below, like any other address that is none
    }
    throw Refusal.badRequest("bad webhook: invalid URL specified");
  }

  private static Optional<String> secret(Arguments arguments) {
    var secret = arguments.text("secret_token");
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    if (!SECRET.matcher(secret).matches()) {
      throw Refusal.badRequest("secret token contains unallowed characters");
    }
    return Optional.of(secret);
  }

  private static Set<String> kinds(JsonNode names) {
    var kinds = new LinkedHashSet<String>();
    names.forEach(name -> kinds.add(name.textValue()));
    return kinds;
  }
}
