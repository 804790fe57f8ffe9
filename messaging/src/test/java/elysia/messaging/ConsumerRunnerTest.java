package elysia.messaging;

import static elysia.messaging.Vhost.LIMIT;
import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import elysia.localstack.TestStack;
import elysia.model.wire.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ConsumerRunnerTest {
  private static final RetryPolicy TWICE =
      RetryPolicy.of(RetryLevel.FIVE_SECONDS, RetryLevel.THIRTY_SECONDS);

  private record Seen(String message, DeliveryContext context) {}

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  /// Bodies are text; the text "garbage" is no message.
  private static final Decoder<String> TEXT =
      (body, context) -> {
        var text = Vhost.text(body);
        if (text.equals("garbage")) {
          throw new IllegalArgumentException("text expected, got garbage");
        }
        return text;
      };

  private static Subscription handling(WorkQueue queue, MessageHandler<String> handler) {
    return new Subscription.Single<>(queue, 10, TWICE, TEXT, handler);
  }

  @Test
  void a_done_delivery_is_gone() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_START, this::remember));
      var message = message(WorkQueue.MESSAGES_START, "hello");

      vhost.publisher().publish(message);

      awaitSeen(1);
      var context = seen.element().context();
      assertThat(context.messageId()).isEqualTo(message.messageId());
      assertThat(context.type()).isEqualTo("test.message");
      assertThat(context.attempt()).isEqualTo(1);
      assertThat(context.headers()).isEqualTo(Map.of("traceparent", "00-1-2-01"));
      vhost.broker.close();
      assertThat(vhost.ready("messages.start")).isZero();
    }
  }

  @Test
  void a_retry_climbs_the_ladder_and_comes_back_as_the_next_attempt() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(
          handling(
              WorkQueue.PAYMENTS_CHARGE,
              (message, context) -> {
                remember(message, context);
                return context.attempt() == 1
                    ? new Settlement.Retry(RetryLevel.FIVE_SECONDS, "gateway is away")
                    : new Settlement.Done();
              }));

      vhost.publisher().publish(message(WorkQueue.PAYMENTS_CHARGE, "charge"));

      awaitSeen(2);
      var first = seen.remove();
      var second = seen.remove();
      assertThat(second.message()).isEqualTo("charge");
      assertThat(second.context())
          .isEqualTo(
              new DeliveryContext(
                  first.context().messageId(),
                  first.context().type(),
                  2,
                  first.context().publishedAt(),
                  first.context().headers()));
      vhost.broker.close();
      assertThat(vhost.ready("payments.charge")).isZero();
    }
  }

  @Test
  void a_message_passes_each_step_of_the_ladder_ten_times() throws Exception {
    var url = TestStack.rabbit().newVhost().amqpUrl();
    try (var vhost = new Vhost(url, config -> config.withTimeScale(5_000))) {
      var levels = RetryLevel.values();
      vhost.consume(
          handling(
              WorkQueue.TRACKING_UTMIFY,
              (message, context) -> {
                remember(message, context);
                return context.attempt() > 40
                    ? new Settlement.Done()
                    : new Settlement.Retry(levels[context.attempt() % 4], "again");
              }));

      vhost.publisher().publish(message(WorkQueue.TRACKING_UTMIFY, "again and again"));

      awaitSeen(41);
      assertThat(seen)
          .extracting(s -> s.context().attempt())
          .isEqualTo(IntStream.rangeClosed(1, 41).boxed().toList());
    }
  }

  @Test
  void a_retry_that_cannot_be_published_is_held_until_it_can() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_REPLY,
              (message, context) -> {
                remember(message, context);
                return context.attempt() == 1
                    ? new Settlement.Retry(RetryLevel.FIVE_SECONDS, "again")
                    : new Settlement.Done();
              }));
      vhost.operator().queueDelete("retry.5s");

      vhost.publisher().publish(message(WorkQueue.MESSAGES_REPLY, "held"));

      awaitSeen(2);
      assertThat(seen).extracting(s -> s.context().attempt()).containsExactly(1, 2);
    }
  }

  @Test
  void after_the_end_of_the_ladder_it_is_parked_with_its_story() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_REPLY,
              (message, context) -> {
                remember(message, context);
                throw new IllegalStateException(
                    "no way with 8240789111:AAGm0w0w0w0w0w0w0w0w0w0w0w0w0w0LEOBE");
              }));
      var message = message(WorkQueue.MESSAGES_REPLY, "poison");

      vhost.publisher().publish(message);

      var parked = vhost.awaitMessage("parked.messages");
      assertThat(seen).extracting(s -> s.context().attempt()).containsExactly(1, 2, 3);
      assertThat(parked.getBody()).isEqualTo(message.body());
      assertThat(parked.getProps().getMessageId()).isEqualTo(message.messageId());
      assertThat(Vhost.header(parked, "x-origin")).isEqualTo("messages.reply");
      assertThat(Vhost.header(parked, "x-error"))
          .isEqualTo("IllegalStateException: no way with ***");
      assertThat(Vhost.header(parked, "x-error-at")).startsWith("20").endsWith("Z");
      assertThat(Vhost.header(parked, "x-parked-attempts")).isEqualTo("3");
      assertThat(parked.getProps().getHeaders()).doesNotContainKeys("x-attempt", "x-death");
      assertThat(vhost.ready("messages.reply")).isZero();
    }
  }

  @Test
  void a_parked_message_that_is_moved_back_starts_afresh() throws Exception {
    try (var vhost = new Vhost()) {
      var repaired = new AtomicInteger();
      vhost.consume(
          handling(
              WorkQueue.PAYMENTS_WEBHOOK,
              (message, context) -> {
                remember(message, context);
                return repaired.get() == 1 ? new Settlement.Done() : new Settlement.Park("bug");
              }));
      vhost.publisher().publish(message(WorkQueue.PAYMENTS_WEBHOOK, "webhook"));
      var parked = vhost.awaitMessage("parked.payments");
      repaired.set(1);

      vhost
          .operator()
          .basicPublish("", Vhost.header(parked, "x-origin"), parked.getProps(), parked.getBody());

      awaitSeen(2);
      assertThat(seen).extracting(s -> s.context().attempt()).containsExactly(1, 1);
      assertThat(seen)
          .extracting(s -> s.context().messageId())
          .containsOnly(parked.getProps().getMessageId());
    }
  }

  @Test
  void an_undecodable_body_is_parked_and_its_neighbours_are_handled() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_DELIVER, this::remember));

      vhost.publisher().publish(message(WorkQueue.MESSAGES_DELIVER, "one"));
      vhost.publisher().publish(message(WorkQueue.MESSAGES_DELIVER, "garbage"));
      vhost.publisher().publish(message(WorkQueue.MESSAGES_DELIVER, "two"));

      var parked = vhost.awaitMessage("parked.messages");
      assertThat(Vhost.header(parked, "x-error")).contains("text expected, got garbage");
      assertThat(Vhost.header(parked, "x-parked-attempts")).isEqualTo("1");
      awaitSeen(2);
      assertThat(seen).extracting(Seen::message).containsExactlyInAnyOrder("one", "two");
    }
  }

  @Test
  void a_message_without_an_id_is_parked() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(handling(WorkQueue.MESSAGES_SHOT, this::remember));

      vhost
          .operator()
          .basicPublish(
              "",
              "messages.shot",
              new BasicProperties(),
              "by hand".getBytes(StandardCharsets.UTF_8));

      assertThat(Vhost.header(vhost.awaitMessage("parked.messages"), "x-error"))
          .contains("message id expected");
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void an_error_settles_too() throws Exception {
    try (var vhost = new Vhost()) {
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_BOT,
              (message, context) -> {
                remember(message, context);
                if (context.attempt() == 1) {
                  throw new StackOverflowError();
                }
                return new Settlement.Done();
              }));

      vhost.publisher().publish(message(WorkQueue.MESSAGES_BOT, "deep"));

      awaitSeen(2);
    }
  }

  @Test
  void no_more_handlers_run_at_once_than_the_concurrency() throws Exception {
    try (var vhost = new Vhost()) {
      var running = new AtomicInteger();
      var go = new CountDownLatch(1);
      vhost.consume(
          handling(
              WorkQueue.MESSAGES_DOWNSELL,
              (message, context) -> {
                running.incrementAndGet();
                go.await();
                return remember(message, context);
              }));
      for (int i = 0; i < 30; i++) {
        vhost.publisher().publish(message(WorkQueue.MESSAGES_DOWNSELL, "n" + i));
      }

      Awaitility.await().atMost(LIMIT).until(() -> running.get() == 10);

      assertThat(vhost.ready("messages.downsell")).isEqualTo(20);
      assertThat(running.get()).isEqualTo(10);
      go.countDown();
      awaitSeen(30);
    }
  }

  private Settlement remember(String message, DeliveryContext context) {
    seen.add(new Seen(message, context));
    return new Settlement.Done();
  }

  private void awaitSeen(int count) {
    Awaitility.await().atMost(LIMIT).until(() -> seen.size() >= count);
  }
}
