package elysia.db.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Seals secrets for the database: AES-256-GCM, a random nonce each, bound to what they belong to.
///
/// A sealed text is `v1.<key id>.<base64url of nonce, cipher text and tag>`. The key id is the
/// first 8 hex digits of the key's SHA-256, so a rotation can tell which key a row needs.
public final class SecretBox {
  private static final String VERSION = "v1";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String currentKeyId;

  /// @param key base64 of 32 bytes, `ELYSIA_SECRET_KEY`: seals and opens
  /// @param previousKey the key before a rotation, `ELYSIA_SECRET_KEY_PREVIOUS`: only opens
  /// @throws IllegalArgumentException when a key is not base64 of 32 bytes
  public SecretBox(String key, @Nullable String previousKey) {
    currentKeyId = addKey("ELYSIA_SECRET_KEY", key);
    if (previousKey != null && !previousKey.isBlank()) {
      addKey("ELYSIA_SECRET_KEY_PREVIOUS", previousKey);
    }
  }

  /// @param context what the secret belongs to, such as `bots.token`: it opens only with the same
  public String seal(String secret, String context) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var cipherText =
        crypt(
            Cipher.ENCRYPT_MODE,
            currentKeyId,
            nonce,
            secret.getBytes(StandardCharsets.UTF_8),
            context);
    var box =
        ByteBuffer.allocate(nonce.length + cipherText.length).put(nonce).put(cipherText).array();
    return VERSION
        + "."
        + currentKeyId
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(box);
  }

  /// @throws IllegalStateException when the text was changed, belongs elsewhere or needs a key that
  ///   we do not have
  public String open(String sealed, String context) {
    var parts = sealed.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new IllegalStateException(
          "a sealed " + context + " of version " + VERSION + " expected");
    }
    if (!keys.containsKey(parts[1])) {
      throw new IllegalStateException(
          "no key " + parts[1] + " to open a sealed " + context + ", we have " + keys.keySet());
    }
    var box = Base64.getUrlDecoder().decode(parts[2]);
    var nonce = java.util.Arrays.copyOf(box, NONCE_BYTES);
    var cipherText = java.util.Arrays.copyOfRange(box, NONCE_BYTES, box.length);
    return new String(
        crypt(Cipher.DECRYPT_MODE, parts[1], nonce, cipherText, context), StandardCharsets.UTF_8);
  }

  /// The ids of the keys we have, the current one first.
  public Set<String> keyIds() {
    return Set.copyOf(keys.keySet());
  }

  /// Lower-case hex SHA-256, for secrets that only need to be recognised.
  public static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private String addKey(String name, String key) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " must be base64 of " + KEY_BYTES + " bytes, got other text", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          name + " must be base64 of " + KEY_BYTES + " bytes, got " + bytes.length + " bytes");
    }
    var id = HexFormat.of().formatHex(sha256(bytes), 0, 4);
    keys.put(id, new SecretKeySpec(bytes, "AES"));
    return id;
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] input, String context) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, keys.get(keyId), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a sealed " + context + " is damaged or belongs elsewhere", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
