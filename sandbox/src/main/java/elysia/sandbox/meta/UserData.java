package elysia.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks the `user_data` of an event (Meta, "Customer Information Parameters").
final class UserData {
  private static final int NOT_HASHED = 2804016;
  private static final int TOO_LITTLE = 2804050;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ANY_HASH = Pattern.compile("[0-9A-Fa-f]{64}");
  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IP =
      Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");
  private static final Set<String> HASHED =
      Set.of("em", "ph", "fn", "ln", "ct", "st", "zp", "country", "db", "ge");

  /// Keys that are sent as they are, with their shapes. The builder may add a fifth part to fbc and
  /// fbp.
  private static final Map<String, Pattern> AS_IS =
      Map.of(
          "client_ip_address", IP,
          "client_user_agent", Pattern.compile(".*\\S.*"),
          "fbc", Pattern.compile("fb\\.\\d\\.\\d{13}\\.[^.\\s]+(?:\\.[A-Za-z0-9]{2,8})?"),
          "fbp", Pattern.compile("fb\\.\\d\\.\\d{13}\\.\\d+(?:\\.[A-Za-z0-9]{2,8})?"),
          "external_id", Pattern.compile("\\S+"),
          "lead_id", Pattern.compile("\\S+"),
          "subscription_id", Pattern.compile("\\S+"),
          "fb_login_id", Pattern.compile("\\S+"));

  /// An event with nothing but these, or a part of them, matches nobody.
  private static final List<Set<String>> TOO_BROAD =
      List.of(
          Set.of("ct", "country", "st", "zp", "ge", "client_user_agent"),
          Set.of("db", "client_user_agent"),
          Set.of("fn", "ge"),
          Set.of("ln", "ge"));

  private UserData() {}

  static void check(JsonNode userData) {
    if (!userData.isObject()) {
      throw MetaError.invalid("user_data must be an object");
    }
    var keys = new HashSet<String>();
    userData
        .properties()
        .forEach(
            entry -> {
              keys.add(entry.getKey());
              checkKey(entry.getKey(), entry.getValue());
            });
    if (TOO_BROAD.stream().anyMatch(broad -> broad.containsAll(keys))) {
      throw MetaError.invalid(TOO_LITTLE, "too little customer information: only " + keys);
    }
  }

  private static void checkKey(String key, JsonNode value) {
    if (value.isArray() && (HASHED.contains(key) || key.equals("external_id"))) {
      if (value.isEmpty()) {
        throw MetaError.invalid("user_data." + key + " must not be empty");
      }
      value.forEach(one -> checkText(key, one));
      return;
    }
    checkText(key, value);
  }

  private static void checkText(String key, JsonNode value) {
    if (!value.isTextual()) {
      throw MetaError.invalid("user_data." + key + " must be text");
    }
    var text = value.textValue();
    if (HASHED.contains(key)) {
      if (!SHA256.matcher(text).matches()) {
        throw MetaError.invalid(NOT_HASHED, "user_data." + key + " must be hashed with SHA-256");
      }
      return;
    }
    var shape = AS_IS.get(key);
    if (shape == null) {
      throw MetaError.invalid("user_data." + key + " is no customer information parameter");
    }
    if (!key.equals("external_id") && ANY_HASH.matcher(text).matches()) {
      throw MetaError.invalid("user_data." + key + " must not be hashed");
    }
    if (!shape.matcher(text).matches()) {
      throw MetaError.invalid("user_data." + key + " has a wrong format");
    }
  }
}
