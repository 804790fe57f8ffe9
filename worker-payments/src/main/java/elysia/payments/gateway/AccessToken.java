package elysia.payments.gateway;

import java.time.Duration;
import java.time.Instant;

/// What a login got: stands for the account's credentials for a while.
///
/// @param renewAt from when on a new one is to be got, some time before the gateway refuses it
public record AccessToken(String value, Instant renewAt) {
  private static final int TENTHS_USED = 9;

  /// A token that the gateway takes for `life`: it is renewed when nine tenths of that are over.
  public static AccessToken of(String value, Instant now, Duration life) {
    return new AccessToken(value, now.plus(life.multipliedBy(TENTHS_USED).dividedBy(10)));
  }

  @Override
  public String toString() {
    return "AccessToken[until " + renewAt + "]";
  }
}
