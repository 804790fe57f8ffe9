package elysia.payments;

import static elysia.payments.PaymentsWorld.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.db.gateways.GatewayAccounts;
import elysia.payments.PaymentsWorld.Seller;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// From a press to a PIX code, over a real database, broker and gateway.
class ChargingTest extends PaymentsWorldTest {
  @Test
  void a_press_becomes_a_code_with_every_twin_column_filled() {
    var seller = world.sellerWithAccount();
    var sale = seller.sale(1990);

    var row = world.rows.one("select * from payments where id = ?", sale.payment());

    assertThat(row)
        .containsEntry("status", "pending")
        .containsEntry("provider", "pushinpay")
        .containsEntry("gateway", "pushinpay")
        .containsEntry("amount_cents", 1990)
        .containsEntry("value_cents", 1990)
        .containsEntry("currency", "BRL")
        .containsEntry("external_id", sale.charge())
        .containsEntry("bot_id", seller.bot.value())
        .containsEntry("organization_id", seller.organization.value())
        .containsEntry("plan_name", "Mensal")
        .containsEntry("source_kind", "start")
        .containsEntry("source_slug", "start")
        .containsEntry("pix_qr_code", row.get("pix_copy_paste"))
        .doesNotContainEntry("telegram_id", null)
        .doesNotContainEntry("pix_created_at", null);
    assertThat(sale.transactionId()).matches("BOT" + seller.bot + "_[0-9a-f]{32}");
    assertThat(sale.charge()).isLowerCase();
    assertThat(String.valueOf(row.get("buyer_notice"))).contains("PUSHIN PAY");
    assertThat(
            world.rows.texts(
                "select kind || '=' || value from charge_identifiers where payment_id = ?",
                sale.payment()))
        .containsExactly("id=" + sale.charge());
    assertThat(
            world.rows.text(
                "select next_check_at - pix_created_at from payments where id = ?", sale.payment()))
        .contains("2 mins");
  }

  @Test
  void the_buyer_the_funnel_and_the_ad_platforms_hear_of_a_code_once() {
    var seller = world.sellerWithAccount();
    destinations(seller);

    var sale = seller.sale(990);

    assertThat(world.told(sale.payment(), "PIX")).hasSize(1);
    assertThat(
            world.rows.texts(
                "select payload ->> 'eventId' from outbox where payload ->> 'transactionId' = ?",
                sale.transactionId()))
        .containsExactly("pix_created:" + sale.transactionId());
    assertThat(
            world.rows.texts(
                "select event_name || ' ' || event_id from conversions where payment_id = ? order by 1",
                sale.payment()))
        .containsExactly(
            "InitiateCheckout ic_" + sale.transactionId(),
            "waiting_payment " + sale.transactionId());
  }

  @Test
  void ten_presses_in_a_second_make_one_charge() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    int before = world.creates(Provider.PUSHINPAY);

    IntStream.range(0, 10).parallel().forEach(_ -> seller.press(buyer, offer));

    await().atMost(SOON).until(() -> decidedPresses(seller) == 10);
    await().atMost(SOON).until(() -> world.creates(Provider.PUSHINPAY) > before);
    assertThat(
            world.rows.number("select count(*) from payments where bot_user_id = ?", buyer.value()))
        .isEqualTo(1);
    assertThat(world.creates(Provider.PUSHINPAY) - before).isEqualTo(1);
  }

  @Test
  void a_later_press_shows_the_same_code_again() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    seller.press(buyer, offer);
    await().atMost(SOON).until(() -> shownCodes(buyer.value()) == 1);
    var payment = world.rows.number("select id from payments where bot_user_id = ?", buyer.value());

    var again = seller.press(buyer, offer);

    await().atMost(SOON).until(() -> world.told(payment, "PIX").size() == 2);
    assertThat(world.told(payment, "PIX").getLast())
        .isEqualTo("deliver:pix:%d:%s".formatted(payment, again.key()));
    assertThat(shownCodes(buyer.value())).isEqualTo(1);
  }

  @Test
  void an_old_code_is_not_shown_again() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();
    var offer = seller.offer(1990);
    seller.press(buyer, offer);
    await().atMost(SOON).until(() -> shownCodes(buyer.value()) == 1);
    world.rows.update(
        "update payments set offered_until = offered_until - interval '15 minutes' where bot_user_id = ?",
        buyer.value());

    seller.press(buyer, offer);

    await().atMost(SOON).until(() -> shownCodes(buyer.value()) == 2);
  }

  @Test
  void the_account_says_how_long_a_code_is_offered_again() {
    var seller = world.seller();
    var account = seller.account();
    world
        .bean(GatewayAccounts.class)
        .change(seller.organization, account, new GatewayAccounts.Change(null, 40, null));

    var sale = seller.sale(1990);

    assertThat(
            world.rows.text(
                "select offered_until - pix_created_at from payments where id = ?", sale.payment()))
        .contains("40 mins");
  }

  @Test
  void the_same_press_delivered_again_changes_nothing() {
    var seller = world.sellerWithAccount();
    var press = seller.press(1990);
    await().atMost(SOON).until(() -> shownCodes(press.user().value()) == 1);

    world.publish(press);
    var witness = seller.press(1990); // handled after the repeat at the latest

    await().atMost(SOON).until(() -> shownCodes(witness.user().value()) == 1);
    assertThat(
            world.rows.number(
                "select count(*) from payments where bot_user_id = ?", press.user().value()))
        .isEqualTo(1);
  }

  @Test
  void the_same_person_buys_twice() {
    var seller = world.sellerWithAccount();
    var buyer = seller.buyer();

    seller.press(buyer, seller.offer(1990));
    seller.press(buyer, seller.offer(2990));

    await().atMost(SOON).until(() -> shownCodes(buyer.value()) == 2);
  }

  @Test
  void a_shared_click_lends_only_its_campaign() {
    var seller = world.sellerWithAccount();
    var owner = seller.buyer();
    var guest = seller.buyer();
    var token = "t_shared" + PaymentsWorld.unique();
    world.rows.update(
        "update bot_users set tracking_token = ? where id in (?, ?)",
        token,
        owner.value(),
        guest.value());
    world.rows.update(
        """
        insert into tracking_sessions (id, utm_source, fbclid, fbp, ip, user_agent, telegram_id)
        select ?, 'FB', 'click', 'fb.1.2.3', '2001:db8::1', 'Browser/1', telegram_id from bot_users where id = ?
        """,
        token,
        owner.value());

    seller.press(owner, seller.offer(1990));
    seller.press(guest, seller.offer(1990));

    await().atMost(SOON).until(() -> shownCodes(owner.value()) + shownCodes(guest.value()) == 2);
    assertThat(tracking(owner.value()))
        .contains(
            "\"fbclid\": \"click\"", "\"utmSource\": \"FB\"", "\"clientIp\": \"2001:db8::1\"");
    assertThat(tracking(guest.value())).isEqualTo("{\"utmSource\": \"FB\"}");
  }

  private static String tracking(long buyer) {
    return world.rows.text("select tracking::text from payments where bot_user_id = ?", buyer);
  }

  private static long shownCodes(long buyer) {
    return world.rows.number(
        "select count(*) from payments where bot_user_id = ? and pix_copy_paste is not null",
        buyer);
  }

  private static long decidedPresses(Seller seller) {
    return world.rows.number(
        "select count(*) from processed_messages where message_id like ?",
        "tg:" + seller.bot + ":%");
  }

  private static void destinations(Seller seller) {
    var sealed =
        world
            .bean(elysia.db.secret.SecretBox.class)
            .seal("{}", "conversion_destinations.credentials");
    world.rows.update(
        """
        insert into conversion_destinations (organization_id, kind, name, external_id, credentials_sealed)
        values (?, 'meta_capi', 'Pixel', '1', ?), (?, 'utmify', 'UTMify', null, ?)
        """,
        seller.organization.value(),
        sealed,
        seller.organization.value(),
        sealed);
  }
}
