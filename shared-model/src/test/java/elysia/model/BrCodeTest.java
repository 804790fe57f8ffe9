package elysia.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import elysia.model.BrCode.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrCodeTest {
  private static final Receiver SHOP = new Receiver("LOJA SANDBOX", "SAO PAULO");
  private static final String KEY = "123e4567-e12b-12d1-a456-426655440000";

  /// Dynamic, R$ 19.90.
  private static final String F1 =
      "00020101021226800014br.gov.bcb.pix2558pix.sandbox.example/qr/v2/"
          + "7d9f0335f6f04f5a9a8f2b0d5c1e4a77520400005303986540519.905802BR5912LOJA SANDBOX"
          + "6009SAO PAULO62070503***6304552E";

  /// Static, R$ 19.90, txid PEDIDO0001.
  private static final String F2 =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000520400005303986"
          + "540519.905802BR5912LOJA SANDBOX6009SAO PAULO62140510PEDIDO00016304C2EB";

  /// Static, R$ 0.50, no txid.
  private static final String F3 =
      "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654040.50"
          + "5802BR5912LOJA SANDBOX6009SAO PAULO62070503***63047F0D";

  @Test
  void the_crc_is_ccitt_false() {
    assertThat(BrCode.crc16("123456789")).isEqualTo("29B1");
  }

  @Test
  void the_published_fixtures_are_encoded_letter_by_letter() {
    var location = "pix.sandbox.example/qr/v2/7d9f0335f6f04f5a9a8f2b0d5c1e4a77";

    assertThat(BrCode.dynamic(location, Money.brl(1990), SHOP).text()).isEqualTo(F1);
    assertThat(BrCode.fixed(KEY, Money.brl(1990), SHOP, "PEDIDO0001").text()).isEqualTo(F2);
    assertThat(BrCode.fixed(KEY, Money.brl(50), SHOP, null).text()).isEqualTo(F3);
  }

  @Test
  void a_dynamic_code_says_amount_receiver_and_location() {
    var code = new BrCode(F1);

    assertThat(code.amount()).contains(Money.brl(1990));
    assertThat(code.receiverName()).isEqualTo("LOJA SANDBOX");
    assertThat(code.location())
        .contains("pix.sandbox.example/qr/v2/7d9f0335f6f04f5a9a8f2b0d5c1e4a77");
    assertThat(code.txid()).isEmpty();
  }

  @Test
  void a_static_code_says_its_txid_and_no_location() {
    var code = new BrCode(F2);

    assertThat(code.txid()).contains("PEDIDO0001");
    assertThat(code.location()).isEmpty();
  }

  @Test
  void the_template_name_may_be_in_any_case() {
    var body = F3.substring(0, F3.length() - 4).replace("br.gov.bcb.pix", "BR.GOV.BCB.PIX");

    assertThat(new BrCode(body + BrCode.crc16(body)).amount()).contains(Money.brl(50));
  }

  @Test
  void a_changed_amount_breaks_the_crc() {
    assertThatThrownBy(() -> new BrCode(F1.replace("19.90", "19.91")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CRC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "000201",
        "00020163041D3D",
        "0002016304",
        "000201abcd",
        "https://pix.example/qr",
        F1 + "6304552E",
        " " + F1,
        "0002010"
      })
  void what_is_no_pix_code_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new BrCode(text));
  }

  @Test
  void every_single_changed_character_is_noticed() {
    for (int at = 0; at < F2.length(); at++) {
      var changed = F2.substring(0, at) + (F2.charAt(at) == '7' ? '8' : '7') + F2.substring(at + 1);

      assertThatIllegalArgumentException()
          .as("character %s", at)
          .isThrownBy(() -> new BrCode(changed));
    }
  }

  @Test
  void the_code_stays_out_of_logs_and_errors() {
    assertThat(new BrCode(F1)).asString().doesNotContain("sandbox.example");
    assertThatThrownBy(() -> new BrCode(F1.replace("19.90", "19.91")))
        .message()
        .doesNotContain("sandbox.example");
  }

  @Test
  void names_too_long_or_accented_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Receiver("A".repeat(26), "RIO"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Receiver("LOJA", "SÃO PAULO"));
  }
}
