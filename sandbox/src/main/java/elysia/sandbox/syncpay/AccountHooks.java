package elysia.sandbox.syncpay;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// The webhooks that accounts have set up for all their charges.
@Singleton
final class AccountHooks {
  private static final int MAX_HOOKS = 1_000;

  private final List<Hook> hooks = new CopyOnWriteArrayList<>();
  private final AtomicLong nextId = new AtomicLong(1);

  /// @param event `cashin`, `cashout` or `infraction`
  /// @param token comes back in the `Authorization` header of each webhook
  record Hook(long id, String account, String title, URI url, String event, String token) {
    Hook with(String newTitle, URI newUrl, String newEvent) {
      return new Hook(id, account, newTitle, newUrl, newEvent, token);
    }
  }

  Hook add(String account, String title, URI url, String event) {
    if (hooks.size() >= MAX_HOOKS) {
      throw new IllegalStateException("the sandbox keeps at most 1000 SyncPay webhooks");
    }
    var token = UUID.randomUUID().toString();
    var hook = new Hook(nextId.getAndIncrement(), account, title, url, event, token);
    hooks.add(hook);
    return hook;
  }

  List<Hook> of(String account) {
    return hooks.stream().filter(hook -> hook.account().equals(account)).toList();
  }

  List<Hook> of(String account, String event) {
    return of(account).stream().filter(hook -> hook.event().equals(event)).toList();
  }

  Optional<Hook> find(String account, long id) {
    return of(account).stream().filter(hook -> hook.id() == id).findFirst();
  }

  void replace(Hook old, Hook changed) {
    hooks.replaceAll(hook -> hook.equals(old) ? changed : hook);
  }

  void remove(Hook hook) {
    hooks.remove(hook);
  }
}
