package elysia.messages.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.TelegramId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelegramTest {
  private static final BotToken TOKEN =
      new BotToken("700000001:SANDBOX-demo-token-opens-nothing-00");
  private static final TelegramCall CALL =
      TelegramCall.sendMessage(new TelegramId(900000001), "oi", Keyboard.NONE);

  private final OddTelegram odd = new OddTelegram();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    odd.close();
  }

  @Test
  void a_message_goes_to_the_method_under_the_token() throws InterruptedException {
    assertThat(telegram(odd.url()).send(TOKEN, CALL))
        .isInstanceOfSatisfying(
            SendOutcome.Sent.class, sent -> assertThat(sent.messageIds()).containsExactly(1L));
    assertThat(odd.seen()).containsExactly("POST /bot" + TOKEN.value() + "/sendMessage HTTP/1.1");
    assertThat(meters.get("elysia.telegram.call").tag("outcome", "Accepted").timer().count())
        .isEqualTo(1);
  }

  @Test
  void a_cut_line_after_the_request_is_ambiguous() throws InterruptedException {
    odd.next(OddTelegram.Oddity.CUT);

    assertThat(telegram(odd.url()).send(TOKEN, CALL)).isInstanceOf(TelegramFailure.Ambiguous.class);
    assertThat(odd.seen()).as("sent once, not again by the client").hasSize(1);
  }

  @Test
  void silence_after_the_request_is_ambiguous() throws InterruptedException {
    odd.next(OddTelegram.Oddity.SILENCE);

    assertThat(telegram(odd.url()).send(TOKEN, CALL))
        .isEqualTo(new TelegramFailure.Ambiguous("timeout"));
  }

  @Test
  void nobody_listening_means_certainly_not_sent() throws Exception {
    assertThat(telegram(freeAddress()).send(TOKEN, CALL))
        .isInstanceOf(TelegramFailure.NotSent.class);
  }

  @Test
  void no_failure_shows_the_token() throws Exception {
    odd.next(OddTelegram.Oddity.CUT);

    var cut = telegram(odd.url()).send(TOKEN, CALL);
    var refused = telegram(freeAddress()).send(TOKEN, CALL);

    assertThat(cut.toString() + refused + TOKEN).doesNotContain("SANDBOX");
    assertThat(TOKEN).hasToString("7000000...ng-00");
    assertThat(new BotToken("12345:short")).hasToString("***");
  }

  private Telegram telegram(URI url) {
    return new Telegram(
        new TelegramConfig(
            url, Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(2)),
        meters);
  }

  private static URI freeAddress() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
