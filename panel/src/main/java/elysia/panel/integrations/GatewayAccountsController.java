package elysia.panel.integrations;

import elysia.db.DatabaseException;
import elysia.db.admin.IntegrationsAdmin;
import elysia.db.gateways.GatewayAccounts;
import elysia.model.Gateway;
import elysia.model.GatewayAccountId;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `/api/v1/gateway-accounts`: where money is charged. Credentials go in and never come out.
@Controller("/api/v1/gateway-accounts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GatewayAccountsController {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int MAX_PRIORITY = 1_000;
  private static final int MAX_REOFFER_MINUTES = 24 * 60;

  private final GatewayAccounts accounts;
  private final IntegrationsAdmin integrations;

  GatewayAccountsController(GatewayAccounts accounts, IntegrationsAdmin integrations) {
    this.accounts = accounts;
    this.integrations = integrations;
  }

  record NewAccountBody(
      @Nullable String gateway, @Nullable String name, @Nullable Map<String, String> credentials) {
    @Override
    public String toString() {
      return "NewAccountBody[" + gateway + ", " + name + "]";
    }
  }

  /// What is null stays.
  ///
  /// @param priority the lower, the earlier; the bot's own gateway comes before all
  /// @param reofferMinutes for so long a second press shows the same code, where the gateway says
  ///   no expiry
  record AccountChangeBody(
      @Nullable Integer priority, @Nullable Integer reofferMinutes, @Nullable Boolean active) {}

  @Get
  List<IntegrationsAdmin.AccountView> list() {
    return integrations.accounts(Tenant.DEFAULT);
  }

  @Post
  HttpResponse<IntegrationsAdmin.AccountView> add(@Body NewAccountBody body) {
    var gateway = Fields.required("gateway", body.gateway(), 32);
    var known =
        Gateway.ofWord(gateway)
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "gateway: um de %s esperado, veio '%s'."
                            .formatted(Gateway.words(), gateway)));
    var given = body.credentials() == null ? Map.<String, String>of() : body.credentials();
    var credentials = new TreeMap<String, String>();
    for (var name : known.credentials()) {
      credentials.put(name, Fields.required("credentials." + name, given.get(name), 500));
    }
    var name = Fields.optional("name", body.name(), 100);
    try {
      var id =
          accounts.create(
              Tenant.DEFAULT,
              new GatewayAccounts.NewAccount(gateway, name == null ? gateway : name, credentials));
      return HttpResponse.created(view(id.value()));
    } catch (DatabaseException e) {
      if (e.sqlState().equals(UNIQUE_VIOLATION)) {
        throw ProblemException.conflict(
            "Já existe uma conta " + gateway + " com esse nome: dê outro em name.");
      }
      throw e;
    }
  }

  /// Other accounts stay as they are: several may be active at once, tried by priority.
  @Put("/{id}")
  IntegrationsAdmin.AccountView change(long id, @Body AccountChangeBody body) {
    return change(
        id,
        new GatewayAccounts.Change(
            between("priority", 0, MAX_PRIORITY, body.priority()),
            between("reofferMinutes", 1, MAX_REOFFER_MINUTES, body.reofferMinutes()),
            body.active()));
  }

  /// Charges nothing there any more. The account stays in the list, inactive: codes that buyers
  /// have are still paid and delivered.
  @Delete("/{id}")
  HttpResponse<?> deactivate(long id) {
    change(id, new GatewayAccounts.Change(null, null, false));
    return HttpResponse.noContent();
  }

  private IntegrationsAdmin.AccountView change(long id, GatewayAccounts.Change change) {
    if (id <= 0 || !accounts.change(Tenant.DEFAULT, new GatewayAccountId(id), change)) {
      throw ProblemException.notFound("Não existe uma conta de gateway " + id + ".");
    }
    return view(id);
  }

  private IntegrationsAdmin.AccountView view(long id) {
    return list().stream().filter(account -> account.id() == id).findFirst().orElseThrow();
  }

  private static @Nullable Integer between(
      String field, int min, int max, @Nullable Integer value) {
    if (value != null && (value < min || value > max)) {
      throw ProblemException.badRequest(
          "%s: de %d a %d esperado, veio %d.".formatted(field, min, max, value));
    }
    return value;
  }
}
