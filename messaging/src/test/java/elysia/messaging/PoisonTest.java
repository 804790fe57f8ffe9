package elysia.messaging;

import static elysia.messaging.Vhost.message;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.wire.WorkQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest {
  private static final int INNOCENTS = 100;

  /// Three deaths until it is suspected, three until it is convicted.
  private static final int DEATHS = 6;

  @TempDir private Path folder;

  @Test
  void a_message_that_kills_its_process_is_parked_and_no_neighbour_of_it() throws Exception {
    try (var vhost = new Vhost()) {
      var messages = new ArrayList<OutgoingMessage>();
      for (int i = 0; i < INNOCENTS; i++) {
        messages.add(message(WorkQueue.TRACKING_EVENT, "innocent " + i));
      }
      messages.add(40, message(WorkQueue.TRACKING_EVENT, "poison"));
      assertThat(vhost.publisher().publishAll(messages)).allMatch(PublishResult::confirmed);

      for (int death = 0; death < DEATHS; death++) {
        var dying = FragileWorker.start(vhost.url(), folder);
        assertThat(dying.waitFor(60, TimeUnit.SECONDS)).as("death %d", death).isTrue();
        assertThat(dying.exitValue()).isEqualTo(1);
      }
      var survivor = FragileWorker.start(vhost.url(), folder);
      try {
        var parked = vhost.awaitMessage("parked.tracking");

        assertThat(Vhost.text(parked.getBody())).isEqualTo("poison");
        assertThat(Vhost.header(parked, "x-origin")).isEqualTo("tracking.event");
        assertThat(Vhost.header(parked, "x-error"))
            .isEqualTo("o processo caiu 3 vezes enquanto a tratava");
        Awaitility.await().atMost(Vhost.LIMIT).until(() -> handled().size() == INNOCENTS);
        assertThat(handled()).isEqualTo(innocents());
        assertThat(vhost.ready("parked.tracking")).isZero();
      } finally {
        survivor.destroyForcibly().waitFor();
      }
      Awaitility.await().atMost(Vhost.LIMIT).until(() -> vhost.ready("tracking.event") == 0);
    }
  }

  private Set<String> handled() throws Exception {
    return Set.copyOf(FragileWorker.handled(folder));
  }

  private static Set<String> innocents() {
    return IntStream.range(0, INNOCENTS)
        .mapToObj(i -> "innocent " + i)
        .collect(Collectors.toUnmodifiableSet());
  }
}
