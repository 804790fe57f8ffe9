package elysia.db.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Opens the bot tokens that the old application sealed (C9).
///
/// Its two versions wrote AES-256-GCM in two forms, and nobody has written down how they made a key
/// of their secret. So each likely key is tried on each form: the tag tells which was right, and a
/// wrong one can't pass for it.
public final class LegacyTokenKey {
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;

  /// The usual length, and the one that many old programs take.
  private static final List<Integer> NONCE_BYTES = List.of(12, 16);

  private final List<SecretKeySpec> keys;

  /// @param secret `LEGACY_TOKEN_KEY`: 32 bytes as base64 or hex, else a text whose SHA-256 is the
  ///   key
  public LegacyTokenKey(String secret) {
    var text = secret.strip();
    keys =
        Stream.of(base64(text), hex(text), hex(SecretBox.hash(text)))
            .flatMap(Optional::stream)
            .filter(bytes -> bytes.length == KEY_BYTES)
            .map(bytes -> new SecretKeySpec(bytes, "AES"))
            .toList();
  }

  /// What lies in the columns of the old application.
  ///
  /// @param encrypted `bots.token_encrypted` as PostgreSQL shows it: `\x` and hex digits where the
  ///   column holds bytes, else its text
  /// @param iv `bots.token_iv`, the nonce in the base version's form; null in the follow-up's,
  ///   where it stands before the cipher text
  public record Sealed(String encrypted, @Nullable String iv) {
    @Override
    public String toString() {
      return "Sealed[]";
    }
  }

  /// The text that was sealed; empty when no key fits.
  public Optional<String> open(Sealed sealed) {
    var iv = sealed.iv();
    var contents = contents(sealed.encrypted());
    var opened =
        iv == null || iv.isBlank()
            ? contents.stream().flatMap(this::openNonceFirst)
            : nonces(iv.strip())
                .flatMap(nonce -> contents.stream().flatMap(content -> open(nonce, content)));
    return opened.findFirst();
  }

  private Stream<String> openNonceFirst(byte[] content) {
    return NONCE_BYTES.stream()
        .filter(length -> content.length > length)
        .flatMap(
            length ->
                open(
                    Arrays.copyOf(content, length),
                    Arrays.copyOfRange(content, length, content.length)));
  }

  private Stream<String> open(byte[] nonce, byte[] cipherText) {
    return keys.stream().flatMap(key -> open(key, nonce, cipherText).stream());
  }

  private static Stream<byte[]> nonces(String iv) {
    return Stream.of(base64(iv), hex(iv))
        .flatMap(Optional::stream)
        .filter(nonce -> NONCE_BYTES.contains(nonce.length));
  }

  /// The column's bytes, and what they mean where they are base64 or hex themselves.
  private static List<byte[]> contents(String encrypted) {
    var text = encrypted.strip();
    var bytes =
        text.startsWith("\\x")
            ? hex(text.substring(2)).orElse(new byte[0])
            : text.getBytes(StandardCharsets.UTF_8);
    var words = new String(bytes, StandardCharsets.ISO_8859_1).strip();
    return Stream.concat(
            Stream.of(bytes), Stream.of(base64(words), hex(words)).flatMap(Optional::stream))
        .toList();
  }

  /// @param cipherText ends with the tag
  private static Optional<String> open(SecretKeySpec key, byte[] nonce, byte[] cipherText) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      return Optional.of(new String(cipher.doFinal(cipherText), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException wrongKeyOrForm) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> base64(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> hex(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
