package elysia.sandbox.common;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tokens of good shape that the services refuse all the same, as after a revocation.
@Singleton
public final class RevokedTokens {
  private static final int MAX_REVOKED = 10_000;

  private final Set<Revoked> revoked = ConcurrentHashMap.newKeySet();

  private record Revoked(Service service, String token) {}

  public void revoke(Service service, String token) {
    if (revoked.size() >= MAX_REVOKED) {
      throw new IllegalStateException("at most 10000 tokens may be revoked");
    }
    revoked.add(new Revoked(service, token));
  }

  public void restore(Service service, String token) {
    revoked.remove(new Revoked(service, token));
  }

  public boolean contains(Service service, String token) {
    return revoked.contains(new Revoked(service, token));
  }
}
