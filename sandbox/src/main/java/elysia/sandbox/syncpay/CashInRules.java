package elysia.sandbox.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// What SyncPay refuses in a cash-in. What it does not know it ignores.
final class CashInRules {
  /// The limit of an account that pays fees, `max_cashin_without_fee`; the real one is not
  /// published.
  private static final BigDecimal ACCOUNT_LIMIT = new BigDecimal("10000.00");

  private static final int MAX_SPLITS = 3;
  private static final int MAX_PERCENT = 100;
  private static final Pattern CPF = Pattern.compile("\\d{11}");
  private static final Pattern PHONE = Pattern.compile("\\d{10,11}");
  private static final Pattern UUID = Pattern.compile("[0-9a-fA-F-]{36}");

  private CashInRules() {}

  /// The field that is wrong, and what SyncPay says of it.
  record Problem(String field, String message) {}

  static Optional<Problem> problem(JsonNode body) {
    return amount(body.path("amount"))
        .or(() -> webhook(body.path("webhook_url")))
        .or(() -> client(body.path("client")))
        .or(() -> split(body.path("split")));
  }

  private static Optional<Problem> amount(JsonNode amount) {
    if (amount.isMissingNode() || amount.isNull()) {
      return problem("amount", "The amount field is required.");
    }
    if (!amount.isNumber()) {
      return problem("amount", "The amount field must be a number.");
    }
    var reais = amount.decimalValue();
    if (reais.signum() <= 0 || reais.stripTrailingZeros().scale() > 2) {
      return problem("amount", "The amount field must be in reais, with at most 2 decimals.");
    }
    return reais.compareTo(ACCOUNT_LIMIT) > 0
        ? problem("amount", "Cashin exceeds max_cashin_without_fee")
        : Optional.empty();
  }

  private static Optional<Problem> webhook(JsonNode url) {
    return url.isMissingNode() || url.isNull() || isUrl(url)
        ? Optional.empty()
        : problem("webhook_url", "The webhook_url field must be a valid URL.");
  }

  private static boolean isUrl(JsonNode url) {
    try {
      return url.isTextual() && URI.create(url.textValue()).getHost() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /// As a whole it may be missing, else all four are needed.
  private static Optional<Problem> client(JsonNode client) {
    if (client.isMissingNode() || client.isNull()) {
      return Optional.empty();
    }
    for (var field : new String[] {"name", "email"}) {
      if (client.path(field).asText().isBlank()) {
        return problem("client." + field, "The client." + field + " field is required.");
      }
    }
    if (!CPF.matcher(client.path("cpf").asText()).matches()) {
      return problem("client.cpf", "The client.cpf field format is invalid.");
    }
    return PHONE.matcher(client.path("phone").asText()).matches()
        ? Optional.empty()
        : problem("client.phone", "The client.phone field format is invalid.");
  }

  private static Optional<Problem> split(JsonNode split) {
    if (split.isMissingNode() || split.isNull()) {
      return Optional.empty();
    }
    if (!split.isArray() || split.isEmpty() || split.size() > MAX_SPLITS) {
      return problem("split", "The split field must have 1 to 3 items.");
    }
    for (var part : split) {
      var percent = part.path("percentage");
      if (!percent.isIntegralNumber() || percent.asInt() < 1 || percent.asInt() > MAX_PERCENT) {
        return problem("split.percentage", "The percentage must be between 1 and 100.");
      }
      if (!UUID.matcher(part.path("user_id").asText()).matches()) {
        return problem("split.user_id", "The user_id must be a valid UUID.");
      }
    }
    return Optional.empty();
  }

  private static Optional<Problem> problem(String field, String message) {
    return Optional.of(new Problem(field, message));
  }
}
