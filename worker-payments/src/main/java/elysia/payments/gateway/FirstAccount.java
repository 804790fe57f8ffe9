package elysia.payments.gateway;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The account of one gateway that the environment describes, if it does.
///
/// @param credentials by name; empty where its variable is not set
public record FirstAccount(String gateway, String name, Map<String, String> credentials) {
  public FirstAccount {
    credentials = Map.copyOf(credentials);
  }

  /// What a variable of the environment says, without blanks around it.
  public static String given(@Nullable String value) {
    return value == null ? "" : value.strip();
  }

  /// `SYNCPAY_CLIENT_ID` for the credential `client_id`.
  String variable(String credential) {
    return (gateway + "_" + credential).toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "FirstAccount[" + gateway + "]";
  }
}
