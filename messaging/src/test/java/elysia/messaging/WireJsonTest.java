package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.model.BotId;
import elysia.model.BotUserId;
import elysia.model.EventName;
import elysia.model.LinkId;
import elysia.model.OfferId;
import elysia.model.OrganizationId;
import elysia.model.TrackingToken;
import elysia.model.wire.ChargeCommand;
import elysia.model.wire.ClickAttributes;
import elysia.model.wire.ClickMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WireJsonTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

  @Test
  void ids_travel_as_bare_values_and_times_as_utc_text() {
    var command = new ChargeCommand("tg:1:2", new BotId(1), new BotUserId(7), new OfferId(3), AT);

    var text = WireJson.text(command);

    assertThat(text)
        .isEqualTo(
            "{\"key\":\"tg:1:2\",\"bot\":1,\"user\":7,\"offer\":3,\"pressedAt\":\"2026-11-22T10:00:00.123Z\"}");
    assertThat(WireJson.read(WireJson.bytes(command), ChargeCommand.class)).isEqualTo(command);
  }

  @Test
  void a_click_keeps_every_field_and_leaves_out_what_was_not_there() {
    var click =
        new ClickMessage(
            TrackingToken.mint(),
            new OrganizationId(1),
            new BotId(2),
            "demo_vip_bot",
            new LinkId(9),
            EventName.TO_BOT_CLICK,
            AT,
            new ClickAttributes(
                "FB",
                null,
                "CAMP|1",
                null,
                null,
                null,
                null,
                "IwAR-_x",
                "fb.1.1.2",
                null,
                null,
                null,
                "2001:db8::1",
                "Mozilla/5.0",
                null,
                null,
                null));

    var read = WireJson.read(WireJson.bytes(click), ClickMessage.class);

    assertThat(read).isEqualTo(click);
    assertThat(WireJson.text(click)).doesNotContain("null");
  }

  @Test
  void a_body_that_is_no_such_message_is_refused() {
    assertThatThrownBy(
            () ->
                WireJson.read(
                    "[1]".getBytes(java.nio.charset.StandardCharsets.UTF_8), ChargeCommand.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ChargeCommand expected");
  }
}
