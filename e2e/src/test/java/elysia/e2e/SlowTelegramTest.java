package elysia.e2e;

import static elysia.sandbox.common.Service.TELEGRAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import elysia.sandbox.common.Effect;
import elysia.sandbox.common.Fault;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A webhook verifies, publishes and answers; what follows from it waits elsewhere (L15).
class SlowTelegramTest {
  private static final Duration SLOW = Duration.ofSeconds(10);
  private static final long FIRST_PERSON = 965_000_000L;
  private static final int PEOPLE = 100;

  private final Play play = Play.shared();

  @Test
  void while_telegram_takes_ten_seconds_a_webhook_is_answered_within_200_ms() {
    var people = LongStream.range(FIRST_PERSON, FIRST_PERSON + PEOPLE).toArray();
    var slow = new Effect.Latency(SLOW.toMillis(), 0, Effect.When.BEFORE);
    play.sandbox().faults().add(Fault.of(TELEGRAM, slow).times(PEOPLE));

    var millis = LongStream.of(people).map(this::acknowledged).sorted().toArray();

    assertThat(millis[PEOPLE * 95 / 100]).as("p95 of %d webhooks, in ms", PEOPLE).isLessThan(200);
    assertThat(LongStream.of(people).filter(this::answered)).isEmpty();
    play.sandbox().faults().clear(); // who was turned away at the gate comes again in 5 s
    await()
        .atMost(SLOW.multipliedBy(2))
        .until(() -> LongStream.of(people).allMatch(this::answered));
  }

  /// Whether Telegram has answered a call about this person.
  private boolean answered(long person) {
    return play.sandbox().calls().to(TELEGRAM).stream()
        .anyMatch(call -> call.requestText().contains(Long.toString(person)));
  }

  private long acknowledged(long person) {
    var from = "{\"id\":%1$d,\"is_bot\":false,\"first_name\":\"Ana\"}".formatted(person);
    var chat = "{\"id\":%1$d,\"type\":\"private\"}".formatted(person);
    var update =
        "{\"update_id\":%d,\"message\":{\"message_id\":1,\"date\":%d,\"from\":%s,\"chat\":%s,\"text\":\"/start\"}}"
            .formatted(1_650_000_000L + person - FIRST_PERSON, 1_763_800_000L, from, chat);
    long start = System.nanoTime();
    assertThat(play.update(update)).isEqualTo(202);
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
