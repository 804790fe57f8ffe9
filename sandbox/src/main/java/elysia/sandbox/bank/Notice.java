package elysia.sandbox.bank;

import java.util.OptionalLong;

/// What the seller is told of a charge.
///
/// @param webhooks how often; 0 for a lost webhook
/// @param value a wrong amount in cents to be told in place of the right one
public record Notice(int webhooks, OptionalLong value) {
  private static final int MAX = 10;

  public Notice {
    if (webhooks < 0 || webhooks > MAX) {
      throw new IllegalArgumentException("0 to 10 webhooks expected, got " + webhooks);
    }
  }

  public static Notice once() {
    return times(1);
  }

  public static Notice none() {
    return times(0);
  }

  public static Notice times(int webhooks) {
    return new Notice(webhooks, OptionalLong.empty());
  }
}
