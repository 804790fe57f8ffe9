package elysia.tracking.meta;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event as the Conversions API takes it ("Server event parameters").
///
/// @param eventTime Unix seconds
record MetaEvent(
    String eventName,
    long eventTime,
    String eventId,
    String actionSource,
    @Nullable String eventSourceUrl,
    @Nullable String referrerUrl,
    UserData userData,
    @Nullable CustomData customData) {

  /// Who it was. What is not known is null: a made-up value costs match quality.
  ///
  /// @param externalId hashed
  /// @param country hashed
  /// @param clientIpAddress the browser's, as it is
  /// @param fbc byte for byte
  record UserData(
      @Nullable List<String> externalId,
      List<String> country,
      @Nullable String clientIpAddress,
      @Nullable String clientUserAgent,
      @Nullable String fbc,
      @Nullable String fbp) {

    /// Country and user agent alone match nobody, and Meta refuses them.
    boolean matchable() {
      return externalId != null || clientIpAddress != null || fbc != null || fbp != null;
    }
  }

  /// What was bought.
  record CustomData(
      String currency,
      BigDecimal value,
      String orderId,
      List<String> contentIds,
      String contentType,
      List<Content> contents) {}

  record Content(String id, int quantity, BigDecimal itemPrice) {}
}
