package elysia.panel.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gateway add|list|remove`.
@Command(name = "gateway", description = "Contas de pagamento: add, list, remove.")
final class GatewayCommands {
  private final ApiClient api;
  private final Console console;

  GatewayCommands(ApiClient api, Console console) {
    this.api = api;
    this.console = console;
  }

  @Command(description = "Cadastra uma conta; a credencial fica criptografada.")
  int add(
      @Option(names = "--gateway", defaultValue = "pushinpay") String gateway,
      @Option(names = "--name") @Nullable String name,
      @Option(
              names = "--credential",
              required = true,
              description =
                  "nome=valor: token=123|abc (pushinpay), ou client_id=... e client_secret=... (syncpay).")
          Map<String, String> credentials,
      @Mixin JsonFlag flag)
      throws InterruptedException {
    var body = new LinkedHashMap<String, Object>();
    body.put("gateway", gateway);
    body.put("credentials", credentials);
    if (name != null) {
      body.put("name", name);
    }
    var account = api.post("/gateway-accounts", body);
    if (flag.json) {
      console.json(account);
    } else {
      console.line("Conta %s cadastrada".formatted(account.path("name").asText()));
    }
    return 0;
  }

  @Command(description = "Lista as contas.")
  int list(@Mixin JsonFlag flag) throws InterruptedException {
    var accounts = api.get("/gateway-accounts");
    if (flag.json) {
      console.json(accounts);
    } else {
      console.table(accounts, List.of("id", "gateway", "name", "priority", "active"));
    }
    return 0;
  }

  @Command(
      description = "Não cobra mais por esta conta; os códigos que já saíram continuam valendo.")
  int remove(@Option(names = "--id", required = true) long id) throws InterruptedException {
    api.delete("/gateway-accounts/" + id);
    console.line("Conta %d desativada".formatted(id));
    return 0;
  }
}
