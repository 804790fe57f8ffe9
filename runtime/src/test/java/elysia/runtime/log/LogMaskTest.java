package elysia.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogMaskTest {
  @Test
  void a_bot_token_keeps_seven_and_five_characters() {
    assertThat(LogMask.mask("token 8240789123:AAtestTokenThatOpensNothingAtALEOBE usado"))
        .isEqualTo("token 8240789...LEOBE usado");
  }

  @Test
  void secrets_in_urls_headers_and_bodies_are_hidden() {
    assertThat(LogMask.mask("postgresql://elysia:s3cret@127.0.0.1:5432/x"))
        .isEqualTo("postgresql://elysia:***@127.0.0.1:5432/x");
    assertThat(LogMask.mask("POST /api/payments/webhook/pushinpay/7QmAbc/c3XDef HTTP"))
        .isEqualTo("POST /api/payments/webhook/pushinpay/*** HTTP");
    assertThat(LogMask.mask("Authorization: Bearer 123|abcdefghijklmnop"))
        .isEqualTo("Authorization: Bearer ***");
    assertThat(LogMask.mask("{\"access_token\":\"EAAabc\",\"a\":1}"))
        .isEqualTo("{\"access_token\":\"***\",\"a\":1}");
    assertThat(LogMask.mask("chave 57|abcdefghijklmnopqrstuvwxyz")).isEqualTo("chave ***");
  }

  @Test
  void a_pix_code_keeps_only_its_check_sum() {
    var code =
        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-42665544000052040000530398654040.505802BR5912LOJA SANDBOX6009SAO PAULO62070503***63047F0D";

    assertThat(LogMask.mask("código " + code + " enviado"))
        .isEqualTo("código 000201...7F0D enviado");
  }

  @Test
  void a_cpf_is_hidden_and_a_telegram_id_is_not() {
    assertThat(LogMask.mask("cpf 123.456.789-09")).isEqualTo("cpf ***.***.***-**");
    assertThat(LogMask.mask("documento 12345678909")).isEqualTo("documento ***********");
    assertThat(LogMask.mask("user=7205343917 em 180 ms")).isEqualTo("user=7205343917 em 180 ms");
    assertThat(LogMask.mask("user=12345678900")).isEqualTo("user=12345678900");
  }

  @Test
  void a_plain_line_stays_as_it_is() {
    var line = "[PAYMENT][PIX_CREATED] bot=demo_vip_bot user=900000001 valor=19.90 status=pending";

    assertThat(LogMask.mask(line)).isEqualTo(line);
  }
}
