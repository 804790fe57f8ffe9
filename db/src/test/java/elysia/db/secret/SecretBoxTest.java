package elysia.db.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final String TOKEN = "123456789:AAtestTokenThatOpensNothingAtAll0001";

  @Test
  void what_was_sealed_opens_and_never_looks_the_same_twice() {
    var box = new SecretBox(key(1), null);

    var sealed = box.seal(TOKEN, "bots.token");

    assertThat(sealed)
        .startsWith("v1.")
        .doesNotContain("AAtest")
        .isNotEqualTo(box.seal(TOKEN, "bots.token"));
    assertThat(box.open(sealed, "bots.token")).isEqualTo(TOKEN);
  }

  @Test
  void a_secret_opens_only_where_it_belongs_and_only_untouched() {
    var box = new SecretBox(key(1), null);
    var sealed = box.seal(TOKEN, "bots.token");
    var last = sealed.charAt(sealed.length() - 3);
    var touched =
        sealed.substring(0, sealed.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + sealed.substring(sealed.length() - 2);

    assertThatThrownBy(() -> box.open(sealed, "gateway_accounts.credentials"))
        .hasMessageContaining("belongs elsewhere");
    assertThatThrownBy(() -> box.open(touched, "bots.token"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void after_a_rotation_old_secrets_open_and_new_ones_use_the_new_key() {
    var old = new SecretBox(key(1), null);
    var rotated = new SecretBox(key(2), key(1));

    assertThat(rotated.open(old.seal(TOKEN, "c"), "c")).isEqualTo(TOKEN);
    assertThatThrownBy(() -> old.open(rotated.seal(TOKEN, "c"), "c"))
        .hasMessageContaining("no key");
  }

  @Test
  void a_key_that_is_none_is_refused_without_being_repeated() {
    assertThatThrownBy(() -> new SecretBox("not base64 !", null))
        .hasMessageContaining("ELYSIA_SECRET_KEY must be base64 of 32 bytes")
        .hasMessageNotContaining("not base64 !");
    assertThatThrownBy(() -> new SecretBox(Base64.getEncoder().encodeToString(new byte[16]), null))
        .hasMessageContaining("got 16 bytes");
  }

  private static String key(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
