package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.DatabaseUrl;
import elysia.model.wire.ChargeCommand;
import elysia.payments.PaymentsWorld.Sale;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// Tracking never blocks money (L40).
class TrackingLockedTest {
  @Test
  void a_buyer_gets_code_and_product_while_the_tracking_tables_are_locked()
      throws IOException, SQLException {
    try (var world = new PaymentsWorld();
        var connection = connect(world)) {
      var book = new SaleBook(world);
      var seller = world.sellerWithAccount();
      var buyer = seller.buyer();
      world.rows.update("insert into tracking_sessions (id, fbclid) values ('t_click', 'IwAR')");
      world.rows.update(
          "update bot_users set tracking_token = 't_click' where id = ?", buyer.value());
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute("lock table tracking_sessions, tracking_links, funnel_events");

      var sale = shown(world, seller.press(buyer, seller.offer(1990)));
      world.door.publish(book.webhook(sale, "paid", 1990));

      world.awaitStatus(sale.payment(), "paid");
      assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    }
  }

  /// The press's sale once its buyer sees a code.
  private static Sale shown(PaymentsWorld world, ChargeCommand press) {
    var payment =
        """
        select id, transaction_id, gateway_charge_id from payments
        where charge_key = ? and pix_copy_paste is not null
        """;
    await().atMost(SOON).until(() -> world.rows.all(payment, press.key()).size() == 1);
    var row = world.rows.one(payment, press.key());
    return new Sale(
        Provider.PUSHINPAY,
        Long.parseLong(String.valueOf(row.get("id"))),
        String.valueOf(row.get("transaction_id")),
        String.valueOf(row.get("gateway_charge_id")));
  }

  private static Connection connect(PaymentsWorld world) throws SQLException {
    var url = DatabaseUrl.parse(world.environment().getOrDefault("DATABASE_URL", ""));
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
  }
}
