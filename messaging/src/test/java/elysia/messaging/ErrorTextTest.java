package elysia.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.telegram.org/bot8240789111:AAGm0w0w0w0w0w0w0w0w0w0w0w0w0w0LEOBE/x,https://api.telegram.org/bot***/x",
    "cpf 123.456.789-09 refused,cpf *** refused",
    "cpf 12345678909,cpf ***",
    "EAABsbCS1iHgBO7ZCZBZBqZBd0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w0w,***",
    "payment BOT7_0f8fad5bd9cb469fa16570867728950e of 900000001,payment BOT7_0f8fad5bd9cb469fa16570867728950e of 900000001",
  })
  void secrets_are_masked_and_ids_are_not(String text, String expected) {
    assertThat(ErrorText.clean(text)).isEqualTo(expected);
  }

  @Test
  void it_is_one_short_line_with_the_class() {
    var text = ErrorText.of(new IllegalStateException("a\nb " + "long ".repeat(100)));

    assertThat(text).startsWith("IllegalStateException: a b long").hasSize(200);
  }
}
