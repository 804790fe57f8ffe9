package elysia.messages.content;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.messages.content.ButtonData.CheckPayment;
import elysia.messages.content.ButtonData.LegacyPlan;
import elysia.messages.content.ButtonData.ShowQr;
import elysia.messages.content.ButtonData.Unknown;
import elysia.model.BotId;
import elysia.model.PaymentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ButtonsTest {
  @Test
  void what_we_write_we_read() {
    assertThat(Buttons.read(Buttons.buy("abc"))).isEqualTo(new ButtonData.Buy("abc"));
    assertThat(Buttons.read(Buttons.checkPayment(new PaymentId(9))))
        .isEqualTo(new CheckPayment(new PaymentId(9)));
    assertThat(Buttons.read(Buttons.showQr(new PaymentId(9))))
        .isEqualTo(new ShowQr(new PaymentId(9)));
  }

  @Test
  void the_old_applications_plan_buttons_are_read() {
    var bot = new BotId(7);
    assertThat(Buttons.read("plan:7:3")).isEqualTo(new LegacyPlan(bot, "start", "start", "3"));
    assertThat(Buttons.read("plan:7:mensal-1:shot:black:friday:2"))
        .isEqualTo(new LegacyPlan(bot, "shot", "black:friday:2", "mensal-1"));
    assertThat(Buttons.read("plan:7:3:downsell:oferta:1"))
        .isEqualTo(new LegacyPlan(bot, "downsell", "oferta:1", "3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plan:3",
        "plan:0:3",
        "plan:7:",
        "plan:7:3:upsell:x",
        "plan:7:3:shot:",
        "plan:7:3:shot",
        "plan:9999999999999999999:1",
        "downsell:4",
        "downsell:4:p2",
        "check_payment:",
        "check_payment:x",
        "check_payment:-1",
        "check_payment:0",
        "check_payment:99999999999999999999",
        "show_qr:1:2",
        "show_qr: 1",
        "pix:12:1990",
        "😀"
      })
  void anything_else_is_unknown_and_never_an_error(String data) {
    assertThat(Buttons.read(data)).isEqualTo(new Unknown());
  }
}
