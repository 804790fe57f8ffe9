package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.model.wire.WorkQueue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {
  @Test
  void a_message_that_amqp_cannot_carry_does_not_exist() {
    var id = "ã".repeat(128);

    assertThatThrownBy(() -> message(id, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("message id of at most 255 bytes expected, got 256");
    assertThatThrownBy(() -> message("id", Map.of("x-bot", "1".repeat(20_000))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 20000");
  }

  private static OutgoingMessage message(String id, Map<String, String> headers) {
    return new OutgoingMessage(
        WorkQueue.MESSAGES_START.command(), id, "test", headers, new byte[0]);
  }
}
