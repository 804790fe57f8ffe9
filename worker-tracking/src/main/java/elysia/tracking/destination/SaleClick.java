package elysia.tracking.destination;

import elysia.db.tracking.Sale;
import elysia.messaging.WireJson;
import elysia.model.wire.ClickAttributes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The click behind a sale, as it was known when the PIX was made.
public final class SaleClick {
  private static final Logger LOG = LoggerFactory.getLogger(SaleClick.class);

  private SaleClick() {}

  /// Null without a click. One that cannot be read costs the sale its ad, never its report.
  public static @Nullable ClickAttributes of(Sale sale) {
    var json = sale.clickJson();
    if (json == null) {
      return null;
    }
    try {
      return WireJson.read(json.getBytes(StandardCharsets.UTF_8), ClickAttributes.class);
    } catch (IllegalArgumentException e) {
      LOG.error("[ERRO] O clique guardado no pagamento {} não é legível", sale.transactionId(), e);
      return null;
    }
  }
}
