package elysia.payments;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.DatabaseUrl;
import elysia.payments.PaymentsWorld.Sale;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tracking never blocks money (L40).
class TrackingLockedTest {
  private static PaymentsWorld world;

  @BeforeAll
  static void open() throws IOException {
    world = new PaymentsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void a_buyer_gets_code_and_product_while_the_tracking_tables_are_locked() throws SQLException {
    try (var connection = connect()) {
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

      var sale = book.shown(seller.press(buyer, seller.offer(1990)), Provider.PUSHINPAY);
      world.door.publish(book.webhook(sale, "paid", 1990));

      world.awaitStatus(sale.payment(), "paid");
      assertThat(book.effects(sale)).containsExactly("deliveries 1", "pix_paid 1", "product 1");
    }
  }

  @Test
  void a_click_that_was_locked_when_the_code_was_made_is_kept_with_the_paid_sale()
      throws SQLException {
    try (var connection = connect()) {
      var book = new SaleBook(world);
      var seller = world.sellerWithAccount();
      var buyer = seller.buyer();
      world.rows.update("insert into tracking_sessions (id, fbclid) values ('t_late', 'IwAR')");
      world.rows.update(
          "update bot_users set tracking_token = 't_late' where id = ?", buyer.value());
      connection.setAutoCommit(false);
      connection.createStatement().execute("lock table tracking_sessions");
      var sale = book.shown(seller.press(buyer, seller.offer(1990)), Provider.PUSHINPAY);
      assertThat(click(sale)).isEqualTo("none");
      connection.rollback();

      world.door.publish(book.webhook(sale, "paid", 1990));

      world.awaitStatus(sale.payment(), "paid");
      assertThat(click(sale)).isEqualTo("IwAR");
    }
  }

  private static String click(Sale sale) {
    return String.valueOf(
        world
            .rows
            .one(
                "select coalesce(tracking ->> 'fbclid', 'none') as click from payments where id = ?",
                sale.payment())
            .get("click"));
  }

  private static Connection connect() throws SQLException {
    var url = DatabaseUrl.parse(world.environment().getOrDefault("DATABASE_URL", ""));
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
  }
}
