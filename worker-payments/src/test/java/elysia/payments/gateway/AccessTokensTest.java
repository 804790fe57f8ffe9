package elysia.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.model.BrCode;
import elysia.model.Money;
import elysia.payments.gateway.ChargeOutcome.Created;
import elysia.payments.gateway.ChargeOutcome.Rejected;
import elysia.payments.syncpay.TestedSyncPay;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How an account logs in: seldom, one at a time, and never instead of an answer.
class AccessTokensTest {
  private static final Money PRICE = Money.brl(1990);
  private static final String CODE =
      BrCode.dynamic("pix.sandbox.example/1", PRICE, new BrCode.Receiver("LOJA", "SP")).text();

  private final TestedSyncPay tested = new TestedSyncPay();
  private final TurnedClock clock = new TurnedClock();
  private final GatewayClient client = ScriptedGateway.client(clock);
  private ScriptedGateway provider = open();

  @BeforeEach
  void start() {
    provider = open();
    provider.answers(200, tested.created("charge-1", CODE));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void fifty_charges_at_once_share_one_login() throws Exception {
    provider.answersLoginAfter(Duration.ofMillis(200));

    createAtOnce(50);

    assertThat(provider.logins()).hasSize(1);
    assertThat(provider.seen()).hasSize(50).allMatch(hasToken("token-1"));
  }

  @Test
  void a_token_is_renewed_before_it_ends() throws Exception {
    assertCreated();
    provider.answersLogin(200, token("token-2"));

    clock.advance(Duration.ofMinutes(53));
    assertCreated();
    clock.advance(Duration.ofMinutes(2));
    assertCreated();

    assertThat(provider.seen())
        .extracting(ScriptedGateway.Seen::authorization)
        .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
  }

  @Test
  void a_token_that_ended_before_its_time_costs_one_fresh_login() throws Exception {
    assertCreated();
    clock.advance(Duration.ofMinutes(10));
    provider.answersLogin(200, token("token-2"));
    provider.refusesToken("token-1");

    createAtOnce(20);

    assertThat(provider.logins()).hasSize(2);
  }

  @Test
  void an_account_that_is_refused_with_a_fresh_token_does_not_log_in_for_every_buyer()
      throws Exception {
    provider.answers(401, tested.refused("Unauthenticated."));

    for (int i = 0; i < 5; i++) {
      assertThat(((Rejected) create()).code()).isEqualTo(RejectionCode.UNAUTHORIZED);
    }

    assertThat(provider.logins()).hasSize(1);
    clock.advance(Duration.ofSeconds(3));
    create();
    assertThat(provider.logins()).hasSize(2);
  }

  static Stream<Arguments> failedLogins() {
    return Stream.of(
        Arguments.arguments(401, "{\"message\":\"invalid_client\"}", RejectionCode.UNAUTHORIZED),
        Arguments.arguments(400, "{\"error\":\"invalid_client\"}", RejectionCode.UNAUTHORIZED),
        Arguments.arguments(429, "", RejectionCode.RATE_LIMITED),
        Arguments.arguments(500, "<html>", RejectionCode.UNREACHABLE),
        Arguments.arguments(408, "", RejectionCode.UNREACHABLE),
        Arguments.arguments(200, "<html>", RejectionCode.UNREACHABLE),
        Arguments.arguments(200, "{\"access_token\":null}", RejectionCode.UNREACHABLE));
  }

  @ParameterizedTest
  @MethodSource("failedLogins")
  void without_a_token_certainly_no_charge_was_made(int status, String body, RejectionCode code)
      throws Exception {
    provider.answersLogin(status, body);

    var outcome = create();

    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).code()).isEqualTo(code);
    assertThat(provider.seen()).isEmpty();
  }

  @Test
  void a_login_that_times_out_is_a_certain_no_for_the_charge() throws Exception {
    provider.answersLoginAfter(Duration.ofSeconds(10));

    assertThat(((Rejected) create()).code()).isEqualTo(RejectionCode.UNREACHABLE);
    assertThat(provider.seen()).isEmpty();
  }

  private static java.util.function.Predicate<ScriptedGateway.Seen> hasToken(String token) {
    return request -> request.authorization().equals("Bearer " + token);
  }

  private static String token(String value) {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
        .formatted(value);
  }

  private void createAtOnce(int count) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = threads.invokeAll(Collections.nCopies(count, this::create));
      for (var outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(Created.class);
      }
    }
  }

  private void assertCreated() throws InterruptedException {
    assertThat(create()).isInstanceOf(Created.class);
  }

  private ChargeOutcome create() throws InterruptedException {
    return client.create(
        tested.at(provider.url()),
        tested.account(),
        new ChargeRequest(PRICE, URI.create("https://pay.example.com/w")));
  }

  private static ScriptedGateway open() {
    try {
      return new ScriptedGateway();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TurnedClock extends Clock {
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    synchronized void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants only");
    }
  }
}
