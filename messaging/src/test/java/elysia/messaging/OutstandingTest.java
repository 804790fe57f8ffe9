package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import elysia.model.wire.WorkQueue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OutstandingTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Outstanding outstanding = new Outstanding();

  @Test
  void a_late_confirm_of_a_timed_out_publish_completes_no_other() throws Exception {
    var late = sent(1, "late");
    var next = sent(2, "next");
    assertThat(late.await(NOW)).isInstanceOf(PublishResult.TimedOut.class);

    outstanding.acked(1, false);

    assertThat(late.await(NOW)).isInstanceOf(PublishResult.TimedOut.class);
    assertThat(next.await(NOW)).isInstanceOf(PublishResult.TimedOut.class);
  }

  @Test
  void a_publish_that_was_never_sent_is_refused_and_must_not_be_sent_any_more() throws Exception {
    var publication = publication("unsent");

    assertThat(publication.await(NOW)).isInstanceOf(PublishResult.Refused.class);
    assertThat(publication.startSending()).isFalse();
  }

  @Test
  void a_lost_channel_leaves_what_was_sent_unknown_and_refuses_the_rest() throws Exception {
    var sent = sent(1, "sent");
    var waiting = publication("waiting");

    outstanding.lost();
    waiting.lost();

    assertThat(sent.await(SOON)).isInstanceOf(PublishResult.TimedOut.class);
    assertThat(waiting.await(SOON)).isInstanceOf(PublishResult.Refused.class);
  }

  @Test
  void two_publishes_of_one_message_are_returned_one_by_one() throws Exception {
    var first = sent(1, "same");
    var second = sent(2, "same");

    outstanding.returned("same", "elysia.cmd", "messages.start", "312 NO_ROUTE");
    outstanding.acked(2, true);

    assertThat(first.await(SOON)).isInstanceOf(PublishResult.Unroutable.class);
    assertThat(second.await(SOON)).isInstanceOf(PublishResult.Confirmed.class);
  }

  @RepeatedTest(200)
  void every_publish_gets_the_word_that_was_meant_for_it() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var sent = new HashMap<Long, Publication>();
    var expected = new HashMap<Long, Class<?>>();
    long answered = 0;
    for (long sequence = 1; sequence <= 100; sequence++) {
      sent.put(sequence, sent(sequence, "m" + sequence));
      if (random.nextInt(10) == 0) {
        outstanding.returned("m" + sequence, "elysia.cmd", "messages.start", "312 NO_ROUTE");
        expected.put(sequence, PublishResult.Unroutable.class);
      }
      if (random.nextInt(5) == 0) {
        boolean ack = random.nextInt(4) > 0;
        for (long n = answered + 1; n <= sequence; n++) {
          if (ack) {
            expected.putIfAbsent(n, PublishResult.Confirmed.class);
          } else {
            expected.put(n, PublishResult.Refused.class);
          }
        }
        answer(ack, sequence);
        answered = sequence;
      }
    }
    for (long n = answered + 1; n <= 100; n++) {
      expected.put(n, PublishResult.TimedOut.class);
    }
    outstanding.lost();

    for (var entry : sent.entrySet()) {
      assertThat(entry.getValue().await(SOON))
          .as("publish %d, seed %d", entry.getKey(), seed)
          .isInstanceOf(expected.get(entry.getKey()));
    }
    assertThat(outstanding.isEmpty()).isTrue();
  }

  private void answer(boolean ack, long sequence) {
    if (ack) {
      outstanding.acked(sequence, true);
    } else {
      outstanding.nacked(sequence, true);
    }
  }

  private Publication sent(long sequence, String id) {
    var publication = publication(id);
    publication.startSending();
    outstanding.add(sequence, publication);
    return publication;
  }

  private static Publication publication(String id) {
    var message =
        new OutgoingMessage(WorkQueue.MESSAGES_START.command(), id, "test", Map.of(), new byte[0]);
    return new Publication(message, new BasicProperties());
  }
}
