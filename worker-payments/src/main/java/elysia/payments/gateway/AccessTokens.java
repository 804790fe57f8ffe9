package elysia.payments.gateway;

import elysia.model.GatewayAccountId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The access tokens of all accounts, one each, shared by everything in this process: an account
/// logs in once an hour, never once per charge.
@Singleton
final class AccessTokens {
  /// What a login has come to stands for so long at least: a refused account does not log in anew
  /// for every buyer.
  private static final Duration MIN_LOGIN_INTERVAL = Duration.ofSeconds(2);

  private final Map<GatewayAccountId, Slot> slots = new ConcurrentHashMap<>();
  private final Clock clock;

  AccessTokens(Clock clock) {
    this.clock = clock;
  }

  /// Logs in.
  @FunctionalInterface
  interface Asking {
    Login ask() throws InterruptedException;
  }

  /// The last login of one account; its lock lets one thread log in while the others wait.
  private static final class Slot {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Login last;
    private Instant at = Instant.MIN;
  }

  /// The account's token, by a login where that is needed.
  ///
  /// @param refused a token that the gateway has just refused, null for none
  Login of(GatewayAccountId account, @Nullable AccessToken refused, Asking asking)
      throws InterruptedException {
    var slot = slots.computeIfAbsent(account, _ -> new Slot());
    slot.lock.lockInterruptibly();
    try {
      var last = slot.last;
      if (last != null && stands(last, slot.at, refused)) {
        return last;
      }
      var asked = asking.ask();
      slot.last = asked;
      slot.at = clock.instant();
      return asked;
    } finally {
      slot.lock.unlock();
    }
  }

  private boolean stands(Login last, Instant at, @Nullable AccessToken refused) {
    var now = clock.instant();
    if (now.isBefore(at.plus(MIN_LOGIN_INTERVAL))) {
      return true;
    }
    return last instanceof Login.Granted(var token)
        && now.isBefore(token.renewAt())
        && !token.equals(refused);
  }
}
