package elysia.tracking.meta;

import static elysia.tracking.Reported.CLICK;
import static elysia.tracking.Reported.PAID_AT;
import static elysia.tracking.Reported.PERSON;
import static elysia.tracking.Reported.maybeSent;
import static elysia.tracking.Reported.ofNobody;
import static elysia.tracking.Reported.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.tracking.Conversion;
import elysia.db.tracking.ConversionState;
import elysia.db.tracking.TrackingSessions.Session;
import elysia.model.TelegramId;
import elysia.model.TrackingToken;
import elysia.tracking.Reported;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetaDecisionTest {
  private static final TrackingToken TOKEN = new TrackingToken("t_a_b-c_d");

  private static MetaDecision after(Duration age, Conversion conversion) {
    return MetaDecision.of(conversion, Map.of(), PAID_AT.plus(age));
  }

  private static MetaDecision lead(@Nullable TelegramId owner) {
    return MetaDecision.of(
        leadOf(), Map.of(TOKEN, new Session(TOKEN, owner, CLICK)), PAID_AT.plusSeconds(1));
  }

  private static Conversion leadOf() {
    return Reported.lead(TOKEN.value());
  }

  @Test
  void an_event_is_parked_before_meta_would_refuse_the_batch_for_it() {
    assertThat(after(Duration.ofHours(156), purchase())).isInstanceOf(MetaDecision.Send.class);
    assertThat(after(Duration.ofHours(156).plusSeconds(1), purchase()))
        .isEqualTo(new MetaDecision.Not(ConversionState.PARKED, "mais de 6,5 dias"));
  }

  @Test
  void an_event_of_the_future_waits_until_it_has_happened() {
    assertThat(after(Duration.ofSeconds(-30), purchase())).isInstanceOf(MetaDecision.Send.class);
    assertThat(after(Duration.ofSeconds(-31), purchase()))
        .isInstanceOfSatisfying(
            MetaDecision.Not.class,
            not -> assertThat(not.state()).isEqualTo(ConversionState.PENDING));
  }

  @Test
  void an_unanswered_call_is_repeated_only_while_meta_would_recognise_it() {
    assertThat(after(Duration.ofDays(2), maybeSent(purchase())))
        .isInstanceOf(MetaDecision.Send.class);
    assertThat(after(Duration.ofHours(49), maybeSent(purchase())))
        .isInstanceOf(MetaDecision.Not.class);
    assertThat(after(Duration.ofHours(49), purchase())).isInstanceOf(MetaDecision.Send.class);
  }

  @Test
  void a_lead_of_the_clicks_own_person_is_sent_with_the_click() {
    assertThat(lead(PERSON))
        .isInstanceOfSatisfying(
            MetaDecision.Send.class,
            send -> assertThat(send.event().userData().fbc()).isEqualTo(CLICK.fbc()));
    assertThat(lead((TelegramId) null)).isInstanceOf(MetaDecision.Send.class);
  }

  @Test
  void a_lead_over_somebody_elses_link_is_not_sent() {
    assertThat(lead(new TelegramId(900000002)))
        .isEqualTo(new MetaDecision.Not(ConversionState.SKIPPED, "o link é de outra pessoa"));
  }

  @Test
  void a_lead_waits_a_little_for_its_click() {
    assertThat(after(Duration.ofMinutes(1), leadOf()))
        .isEqualTo(new MetaDecision.Not(ConversionState.PENDING, "o clique ainda não chegou"));
    assertThat(after(Duration.ofMinutes(3), leadOf()))
        .isEqualTo(new MetaDecision.Not(ConversionState.SKIPPED, "não há clique com este token"));
  }

  @Test
  void an_event_that_matches_nobody_is_not_sent() {
    assertThat(after(Duration.ZERO, ofNobody(purchase())))
        .isInstanceOfSatisfying(
            MetaDecision.Not.class,
            not -> assertThat(not.state()).isEqualTo(ConversionState.SKIPPED));
  }
}
