package elysia.sandbox.syncpay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/// SyncPay's calls about the webhooks of an account.
@Singleton
final class SyncPayHooks {
  private static final Set<String> EVENTS = Set.of("cashin", "cashout", "infraction");

  private final SyncPayApi api;
  private final AccountHooks hooks;

  SyncPayHooks(SyncPayApi api, AccountHooks hooks) {
    this.api = api;
    this.hooks = hooks;
  }

  /// What a body asks for, valid.
  private record Wanted(String title, URI url, String event) {}

  Answer list(SyncPayCall call) {
    return api.authenticated(
        call,
        account -> {
          var body = Json.object();
          var data = body.putArray("data");
          hooks.of(account).forEach(hook -> data.add(json(hook)));
          return Answer.ok(body);
        });
  }

  Answer add(SyncPayCall call) {
    return api.authenticated(
        call,
        account ->
            checked(
                call.body(),
                wanted -> hooks.add(account, wanted.title(), wanted.url(), wanted.event())));
  }

  Answer change(SyncPayCall call, long id) {
    return withHook(
        call,
        id,
        old ->
            checked(
                call.body(),
                wanted -> {
                  var changed = old.with(wanted.title(), wanted.url(), wanted.event());
                  hooks.replace(old, changed);
                  return changed;
                }));
  }

  Answer remove(SyncPayCall call, long id) {
    return withHook(
        call,
        id,
        hook -> {
          hooks.remove(hook);
          return Answer.ok(Json.object().put("message", "Webhook deleted"));
        });
  }

  private Answer withHook(SyncPayCall call, long id, Function<AccountHooks.Hook, Answer> work) {
    return api.authenticated(
        call,
        account ->
            hooks
                .find(account, id)
                .map(work)
                .orElseGet(() -> SyncPayCall.refused(404, "Webhook not found")));
  }

  private static Answer checked(JsonNode body, Function<Wanted, AccountHooks.Hook> work) {
    var title = body.path("title").asText();
    var event = body.path("event").asText();
    if (title.isBlank()) {
      return SyncPayCall.invalid("title", "The title field is required.");
    }
    if (!EVENTS.contains(event)) {
      return SyncPayCall.invalid("event", "The selected event is invalid.");
    }
    if (!body.path("trigger_all_products").isBoolean()) {
      return SyncPayCall.invalid(
          "trigger_all_products", "The trigger_all_products field must be true or false.");
    }
    try {
      var url = URI.create(body.path("url").asText());
      if (url.getHost() != null) {
        return Answer.ok(json(work.apply(new Wanted(title, url, event))));
      }
    } catch (IllegalArgumentException malformed) {
      // answered below, as a URL without a host is
    }
    return SyncPayCall.invalid("url", "The url field must be a valid URL.");
  }

  private static ObjectNode json(AccountHooks.Hook hook) {
    return Json.object()
        .put("id", hook.id())
        .put("title", hook.title())
        .put("url", hook.url().toString())
        .put("event", hook.event())
        .put("trigger_all_products", true)
        .put("token", hook.token());
  }
}
