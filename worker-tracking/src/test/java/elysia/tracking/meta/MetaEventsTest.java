package elysia.tracking.meta;

import static elysia.tracking.Reported.CLICK;
import static elysia.tracking.Reported.lead;
import static elysia.tracking.Reported.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import elysia.db.tracking.DestinationSettings;
import elysia.model.wire.ClickAttributes;
import elysia.tracking.Reported;
import elysia.tracking.destination.AnswerJson;
import org.junit.jupiter.api.Test;

class MetaEventsTest {
  private static final ClickAttributes REDIRECT_ONLY =
      new ClickAttributes(
          "FB",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          "203.0.113.7",
          "Mozilla/5.0",
          null,
          null,
          null);

  private static JsonNode json(MetaEvent event) {
    return AnswerJson.parse(MetaJson.text(event));
  }

  @Test
  void a_purchase_carries_the_whole_click_unharmed() {
    var event = json(MetaEvents.of(purchase(), CLICK));

    assertThat(event.toString())
        .isEqualTo(
            """
            {"event_name":"Purchase","event_time":1768487529,"event_id":"pu_BOT1_0af1","action_source":"website",\
            "event_source_url":"https://lp.example.com/p/abc?fbclid=IwAR-aB_c","referrer_url":"https://l.facebook.com/",\
            "user_data":{"external_id":["%s"],"country":["%s"],"client_ip_address":"2001:db8::1",\
            "client_user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) [FBAN/FBIOS]",\
            "fbc":"fb.1.1762900000000.IwAR-aB_c.AQ","fbp":"fb.1.1762900000000.1116446470"},\
            "custom_data":{"currency":"BRL","value":19.9,"order_id":"BOT1_0af1","content_ids":["o_9f"],\
            "content_type":"product","contents":[{"id":"o_9f","quantity":1,"item_price":19.9}]}}\
            """
                .formatted(MetaHash.of("4711"), MetaHash.of("br")));
  }

  @Test
  void the_amount_is_the_cents_and_nothing_else() {
    assertThat(MetaJson.text(MetaEvents.of(purchase(), CLICK))).contains("\"value\":19.90,");
  }

  @Test
  void what_is_not_known_is_absent() {
    var event = json(MetaEvents.of(purchase(), null));

    assertThat(event.path("user_data").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("external_id", "country");
    assertThat(event.path("action_source").asText()).isEqualTo("chat");
    assertThat(event.has("event_source_url")).isFalse();
    assertThat(event.toString()).doesNotContain("null", "@", "unknown");
  }

  @Test
  void a_click_without_a_landing_page_is_a_chat() {
    var event = json(MetaEvents.of(purchase(), REDIRECT_ONLY));

    assertThat(event.path("action_source").asText()).isEqualTo("chat");
    assertThat(event.path("user_data").path("client_ip_address").asText()).isEqualTo("203.0.113.7");
    assertThat(event.path("user_data").has("fbc")).isFalse();
  }

  @Test
  void what_no_browser_of_meta_wrote_does_not_cost_the_sale() {
    var forged =
        new ClickAttributes(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "fb.made-up",
            "IwAR-aB_c",
            null,
            null,
            null,
            "Mozilla/5.0",
            "javascript:alert(1)",
            null,
            null);

    var event = MetaEvents.of(purchase(), forged);

    assertThat(event.userData().fbp()).isNull();
    assertThat(event.userData().fbc()).isNull();
    assertThat(event.actionSource()).isEqualTo("chat");
  }

  @Test
  void the_sellers_action_source_wins_but_never_as_a_website_without_its_page() {
    var website = new DestinationSettings("website", null, false);
    var chat = new DestinationSettings("chat", null, false);

    assertThat(MetaEvents.of(purchase(chat), CLICK).actionSource()).isEqualTo("chat");
    assertThat(MetaEvents.of(purchase(chat), CLICK).eventSourceUrl()).isNull();
    assertThat(MetaEvents.of(purchase(website), CLICK).actionSource()).isEqualTo("website");
    assertThat(MetaEvents.of(purchase(website), REDIRECT_ONLY).actionSource()).isEqualTo("chat");
  }

  @Test
  void a_lead_and_a_purchase_name_the_same_person() {
    var lead = MetaEvents.of(lead("t_abc"), CLICK);
    var purchase = MetaEvents.of(purchase(), null);

    assertThat(lead.userData().externalId()).isEqualTo(purchase.userData().externalId());
    assertThat(lead.customData()).isNull();
  }

  @Test
  void country_and_user_agent_alone_match_nobody() {
    var agentOnly =
        new ClickAttributes(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "Mozilla/5.0",
            null,
            null,
            null);

    var event = MetaEvents.of(Reported.ofNobody(purchase()), agentOnly);

    assertThat(event.userData().matchable()).isFalse();
  }
}
