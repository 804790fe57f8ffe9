package elysia.payments;

import elysia.model.PaymentStatus;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.util.Locale;
import java.util.Map;

/// The gateways of the contract tests, and how each words what it says.
enum Provider {
  PUSHINPAY,
  SYNCPAY;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Service service() {
    return Service.valueOf(name());
  }

  /// What opens the account number `n` at the sandbox.
  Map<String, String> credentials(long n) {
    return switch (this) {
      case PUSHINPAY -> Map.of("token", n + "|abcdefghijklmnopqrstuvwxyz");
      case SYNCPAY ->
          Map.of("client_id", "client-" + n + "-of-ours", "client_secret", "secret-of-ours");
    };
  }

  /// What the sandbox's `revokedTokens` calls that account.
  String key(long n) {
    return switch (this) {
      case PUSHINPAY -> credentials(n).getOrDefault("token", "");
      case SYNCPAY -> credentials(n).getOrDefault("client_id", "");
    };
  }

  /// Its word for a status; one that it hasn't is one that nobody knows.
  String word(PaymentStatus status) {
    return switch (this) {
      case PUSHINPAY -> status == PaymentStatus.PENDING ? "created" : status.word();
      case SYNCPAY ->
          switch (status) {
            case PENDING -> "pending";
            case PAID -> "completed";
            case DISPUTED -> "med";
            case CANCELED, FAILED, REFUNDED, EXPIRED -> status.word();
          };
    };
  }

  /// A webhook's body.
  String body(String charge, String word, long cents) {
    return switch (this) {
      case PUSHINPAY ->
          "{\"id\":\"%s\",\"value\":%d,\"status\":\"%s\"}"
              .formatted(charge.toUpperCase(Locale.ROOT), cents, word);
      case SYNCPAY ->
          "{\"data\":{\"id\":\"%s\",\"amount\":%d.%02d,\"currency\":\"BRL\",\"status\":\"%s\"}}"
              .formatted(charge, cents / 100, cents % 100, word);
    };
  }

  Map<String, String> headers() {
    return this == SYNCPAY ? Map.of("event", "cashin.update") : Map.of();
  }

  /// Breaks the next request for a charge.
  Fault createFault(Effect effect) {
    var path = createPath();
    return Fault.of(service(), effect).method(path.substring(path.lastIndexOf('/') + 1));
  }

  /// Where the sandbox's log has its creates.
  String createPath() {
    return switch (this) {
      case PUSHINPAY -> "/pix/cashIn";
      case SYNCPAY -> "/api/partner/v1/cash-in";
    };
  }

  /// Where the sandbox's log has the queries of a charge.
  String queryPath(String charge) {
    return switch (this) {
      case PUSHINPAY -> "/transactions/" + charge;
      case SYNCPAY -> "/api/partner/v1/transaction/" + charge;
    };
  }
}
