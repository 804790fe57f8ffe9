package elysia.sandbox.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.WebhookReceiver;
import elysia.sandbox.common.Call;
import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import elysia.sandbox.common.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookFaultsTest {
  private Shop shop;
  private WebhookReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    shop = Shop.open();
    receiver = new WebhookReceiver();
    shop.bot()
        .call(
            "setWebhook",
            "{\"drop_pending_updates\":true,\"url\":\"" + receiver.url("/tg/loja/webhook") + "\"}");
  }

  @AfterEach
  void close() {
    shop.close();
    receiver.close();
  }

  private void breaks(Effect effect) {
    shop.sandbox().faults().add(Fault.of(Service.TELEGRAM, effect).about("strange"));
  }

  private void say(long person, String text) {
    shop.sandbox().telegram().say(shop.bot().username(), person, text);
  }

  private List<String> texts() {
    return receiver.received().stream().map(w -> w.json().at("/message/text").asText()).toList();
  }

  @Test
  void a_webhook_comes_fifty_times_with_one_id() {
    breaks(new Effect.Duplicate(49));

    say(shop.buyer(), "strange");
    say(shop.buyer(), "normal");

    await().until(() -> receiver.received().size() == 51);
    assertThat(texts().stream().filter("strange"::equals)).hasSize(50);
    assertThat(
            receiver.received().stream().map(w -> w.json().path("update_id").asLong()).distinct())
        .hasSize(2);
  }

  @Test
  void a_webhook_lost_on_its_way_comes_again() {
    breaks(new Effect.Drop());

    say(shop.buyer(), "strange");

    await()
        .untilAsserted(
            () ->
                assertThat(
                        shop.sandbox()
                            .calls()
                            .matching(call -> call.direction() == Call.Direction.OUT))
                    .extracting(Call::status)
                    .containsExactly(0, 202));
    assertThat(texts()).containsExactly("strange");
  }

  @Test
  void a_webhook_is_overtaken_by_the_next_one() {
    breaks(new Effect.Reorder(60_000));

    say(shop.buyer(), "strange");
    await().until(() -> shop.sandbox().faults().all().isEmpty());
    var _ = shop.bot().buyer(); // somebody else's /start

    await().until(() -> receiver.received().size() == 2);
    assertThat(texts()).containsExactly("/start", "strange");
  }

  @Test
  void a_webhook_leaves_late_and_holds_its_chat() {
    breaks(new Effect.Delay(200));
    long before = System.nanoTime();

    say(shop.buyer(), "strange");
    say(shop.buyer(), "normal");

    await().until(() -> receiver.received().size() == 2);
    assertThat(texts()).containsExactly("strange", "normal");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(200));
  }
}
