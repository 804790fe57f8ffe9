package elysia.tracking.utmify;

import static elysia.db.tracking.ConversionState.PARKED;
import static elysia.db.tracking.ConversionState.PENDING;
import static elysia.db.tracking.ConversionState.SENDING;
import static elysia.db.tracking.ConversionState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.tracking.ConversionState;
import elysia.db.tracking.Conversions.OrderStep;
import elysia.model.ConversionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderTurnTest {
  private static final Instant NOW = Instant.parse("2026-01-15T14:30:00Z");

  private static OrderStep step(long id, String status, ConversionState state) {
    return new OrderStep(new ConversionId(id), status, state, NOW.minusSeconds(1));
  }

  private static OrderTurn turn(OrderStep... steps) {
    return OrderTurn.of(List.of(steps), NOW);
  }

  @Test
  void the_oldest_status_goes_first_whatever_was_recorded_first() {
    var turn = turn(step(1, "paid", PENDING), step(2, "waiting_payment", PENDING));

    assertThat(turn.next()).contains(new ConversionId(2));
    assertThat(turn.overtaken()).isEmpty();
  }

  @Test
  void nothing_goes_while_another_status_is_on_its_way() {
    var calling =
        new OrderStep(new ConversionId(1), "waiting_payment", SENDING, NOW.plusSeconds(1));

    var turn = turn(calling, step(2, "paid", PENDING));

    assertThat(turn.next()).isEqualTo(Optional.empty());
  }

  @Test
  void a_call_that_a_crash_left_behind_is_taken_up_again() {
    var turn = turn(step(1, "waiting_payment", SENDING), step(2, "paid", PENDING));

    assertThat(turn.next()).contains(new ConversionId(1));
  }

  @Test
  void a_status_older_than_one_sent_is_overtaken() {
    var turn =
        turn(
            step(1, "waiting_payment", PENDING),
            step(2, "paid", SENT),
            step(3, "refused", PENDING),
            step(4, "refunded", PENDING));

    assertThat(turn.overtaken()).containsExactly(new ConversionId(1), new ConversionId(3));
    assertThat(turn.next()).contains(new ConversionId(4));
  }

  @Test
  void a_parked_status_holds_up_nobody() {
    var turn = turn(step(1, "waiting_payment", PARKED), step(2, "paid", PENDING));

    assertThat(turn.next()).contains(new ConversionId(2));
  }
}
