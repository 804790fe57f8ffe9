package elysia.payments.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request to a gateway. URI, headers and body may hold secrets: only `operation` is ever
/// logged.
///
/// @param operation what it does, in one word, for logs and metrics
/// @param body null for a GET; else a JSON text that is posted
/// @param timeout for all of it, from the connection to the last byte
public record HttpCall(
    String operation,
    URI uri,
    Map<String, String> headers,
    @Nullable String body,
    Duration timeout) {
  /// A buyer waits for a charge: two attempts at most may fit into what he endures.
  public static final Duration CREATE_TIMEOUT = Duration.ofMillis(1500);

  /// A buyer may wait for this too, once an hour.
  public static final Duration LOGIN_TIMEOUT = Duration.ofMillis(1500);

  /// Nobody waits for a query.
  public static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /// The same call with an access token.
  HttpCall withBearer(String token) {
    var authorized = new HashMap<>(headers);
    authorized.put("Authorization", "Bearer " + token);
    return new HttpCall(operation, uri, authorized, body, timeout);
  }

  @Override
  public String toString() {
    return "HttpCall[" + operation + "]";
  }
}
