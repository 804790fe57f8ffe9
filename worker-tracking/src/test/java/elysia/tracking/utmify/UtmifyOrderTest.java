package elysia.tracking.utmify;

import static elysia.tracking.Reported.CLICK;
import static elysia.tracking.Reported.SALE;
import static elysia.tracking.Reported.order;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UtmifyOrderTest {
  @Test
  void a_paid_order_says_all_that_is_known() {
    var order = UtmifyOrder.of(order("paid", "Maria"), SALE, CLICK);

    assertThat(order.json())
        .isEqualTo(
            """
            {"orderId":"BOT1_0af1","platform":"Elysia","paymentMethod":"pix","status":"paid",\
            "createdAt":"2026-01-15 14:30:02","approvedDate":"2026-01-15 14:32:09","refundedAt":null,\
            "customer":{"name":"Maria","email":null,"phone":null,"document":null,"country":"BR","ip":"2001:db8::1"},\
            "products":[{"id":"o_9f","name":"VIP 30 dias","planId":"vip-30","planName":"VIP 30 dias","quantity":1,"priceInCents":1990}],\
            "trackingParameters":{"src":"src-1","sck":"sck-1","utm_source":"FB","utm_campaign":"CAMPANHA_2|413591587909524",\
            "utm_medium":"SET_1|456","utm_content":"AD ção/1|789","utm_term":"Instagram_Feed"},\
            "commission":{"totalPriceInCents":1990,"gatewayFeeInCents":99,"userCommissionInCents":1891,"currency":"BRL"},\
            "isTest":false}\
            """);
  }

  @Test
  void without_a_click_every_tracking_key_is_there_and_null() {
    assertThat(UtmifyOrder.of(order("paid", "Maria"), SALE, null).json())
        .contains(
            "\"trackingParameters\":{\"src\":null,\"sck\":null,\"utm_source\":null,\"utm_campaign\":null,"
                + "\"utm_medium\":null,\"utm_content\":null,\"utm_term\":null}");
  }

  @Test
  void a_waiting_order_is_not_approved_even_when_it_is_told_late() {
    var waiting = UtmifyOrder.of(order("waiting_payment", "Maria"), SALE, CLICK);
    var refunded = UtmifyOrder.of(order("refunded", "Maria"), SALE, CLICK);

    assertThat(waiting.approvedDate()).isNull();
    assertThat(refunded.approvedDate()).isEqualTo("2026-01-15 14:32:09");
    assertThat(refunded.refundedAt()).isNotNull();
    assertThat(waiting.createdAt()).isEqualTo(refunded.createdAt());
  }

  @Test
  void who_has_no_name_is_called_by_the_telegram_id() {
    assertThat(UtmifyOrder.of(order("paid", null), SALE, null).customer().name())
        .isEqualTo("Telegram 900000001");
    assertThat(UtmifyOrder.of(order("paid", " "), SALE, null).customer().name())
        .isEqualTo("Telegram 900000001");
  }
}
