package elysia.db.secret;

import static org.assertj.core.api.Assertions.assertThat;

import elysia.db.secret.LegacyTokenKey.Sealed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LegacyTokenKeyTest {
  private static final String TOKEN = "123456789:AAlegacyTokenThatOpensNothing0001";
  private static final byte[] KEY = bytes(32, 7);
  private static final String PHRASE = "uma frase que alguém digitou";
  private static final HexFormat HEX = HexFormat.of();
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  /// The secret as an operator has it, and the key that the old application made of it, in hex.
  private record Secret(String text, String key) {}

  static List<Secret> secrets() {
    return List.of(
        new Secret(BASE64.encodeToString(KEY), HEX.formatHex(KEY)),
        new Secret(HEX.formatHex(KEY) + "\n", HEX.formatHex(KEY)),
        new Secret(PHRASE, SecretBox.hash(PHRASE)),
        // a text that happens to look like a key
        new Secret(HEX.formatHex(KEY), SecretBox.hash(HEX.formatHex(KEY))));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void each_form_of_the_old_columns_opens_with_the_key_as_the_operator_has_it(Secret secret) {
    var key = new LegacyTokenKey(secret.text());

    assertThat(forms(HEX.parseHex(secret.key())).map(key::open))
        .hasSize(8)
        .allSatisfy(opened -> assertThat(opened).contains(TOKEN));
  }

  @Test
  void another_key_opens_nothing() {
    var other = new LegacyTokenKey(BASE64.encodeToString(bytes(32, 8)));

    assertThat(forms(KEY).map(other::open)).hasSize(8).allMatch(java.util.Optional::isEmpty);
  }

  @Test
  void what_is_no_sealed_text_opens_nothing() {
    var key = new LegacyTokenKey(BASE64.encodeToString(KEY));

    assertThat(
            Stream.of("", "\\x", "\\x00ff10c3a9", "abc", "\\xzz")
                .flatMap(text -> Stream.of(new Sealed(text, null), new Sealed(text, "bm9uY2U=")))
                .map(key::open))
        .hasSize(10)
        .allMatch(java.util.Optional::isEmpty);
  }

  /// The base form in bytes and in text, the follow-up's as bytes of base64 and as text, with both
  /// lengths of a nonce.
  private static Stream<Sealed> forms(byte[] key) {
    return Stream.of(12, 16)
        .flatMap(
            length -> {
              var nonce = bytes(length, 3);
              var cipherText = seal(key, nonce);
              var together = Arrays.copyOf(nonce, nonce.length + cipherText.length);
              System.arraycopy(cipherText, 0, together, nonce.length, cipherText.length);
              var text = BASE64.encodeToString(together);
              return Stream.of(
                  new Sealed("\\x" + HEX.formatHex(cipherText), BASE64.encodeToString(nonce)),
                  new Sealed(BASE64.encodeToString(cipherText), HEX.formatHex(nonce)),
                  new Sealed("\\x" + HEX.formatHex(text.getBytes(StandardCharsets.US_ASCII)), null),
                  new Sealed(text, null));
            });
  }

  private static byte[] seal(byte[] key, byte[] nonce) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      return cipher.doFinal(TOKEN.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(int length, int value) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
